package io.rooftile.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rooftile.core.network.Layer;
import io.rooftile.core.network.Network;
import io.rooftile.core.network.Tensor;
import io.rooftile.modelimport.ImportResult;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `rooftile import`: what a model is once it has become layers.
@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        description = "Shows a model's layers, shapes, MACs, and what is not supported and why.",
        footer = {
            "",
            "1 MAC is one multiply-accumulate of a convolution, depthwise convolution or dense layer.",
            "parameters are the weight, bias and batch-norm elements as the file stores them,",
            "folded_parameters those left after the graph passes."
        })
final class ImportCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private final ModelArguments model = new ModelArguments();

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        return switch (model.read()) {
            case ImportResult.Imported imported -> {
                if (json) {
                    out.println(Json.text(describe(imported)));
                } else {
                    print(out, imported);
                }
                yield Rooftile.DONE;
            }
            case ImportResult.Refused refused -> {
                if (json) {
                    out.println(Json.text(describe(refused)));
                }
                throw ModelArguments.refusal(model.model(), refused);
            }
        };
    }

    private static ObjectNode describe(ImportResult.Imported imported) {
        Network network = imported.network();
        ObjectNode root = Json.object();
        root.put("network", network.name());
        root.put("format", imported.format());
        root.put("macs", network.macs());
        root.put("parameters", imported.storedParameters());
        root.put("folded_parameters", network.parameters());
        root.put("has_weights", network.hasWeights());
        tensors(root.putArray("inputs"), network.inputs());
        tensors(root.putArray("outputs"), network.outputs());
        ArrayNode layers = root.putArray("layers");
        for (Layer layer : network.layers()) {
            ObjectNode node = layers.addObject();
            node.put("name", layer.name());
            node.put("type", layer.typeName());
            node.put("macs", layer.macs());
            node.put("parameters", layer.parameters());
            shape(node.putArray("output_shape"), layer.output());
            node.put("output_type", layer.output().format().typeName());
        }
        root.putArray("unsupported");
        return root;
    }

    private static ObjectNode describe(ImportResult.Refused refused) {
        ObjectNode root = Json.object();
        root.put("format", refused.format());
        ArrayNode unsupported = root.putArray("unsupported");
        refused.unsupported().forEach(one -> unsupported
                .addObject()
                .put("node", one.node())
                .put("op", one.op())
                .put("reason", one.reason())
                .put("hint", one.hint()));
        return root;
    }

    private static void tensors(ArrayNode array, List<Tensor> tensors) {
        for (Tensor tensor : tensors) {
            ObjectNode node = array.addObject();
            node.put("name", tensor.name());
            shape(node.putArray("shape"), tensor);
            node.put("type", tensor.format().typeName());
        }
    }

    private static void shape(ArrayNode array, Tensor tensor) {
        tensor.shape().dims().forEach(array::add);
    }

    private static void print(PrintWriter out, ImportResult.Imported imported) {
        Network network = imported.network();
        out.printf("%s (%s)%n", network.name(), imported.format());
        network.inputs().forEach(tensor -> out.println("  input   " + text(tensor)));
        network.outputs().forEach(tensor -> out.println("  output  " + text(tensor)));
        out.println();
        TextTable table = new TextTable("layer", "type", "output shape", "MACs", "parameters");
        for (Layer layer : network.layers()) {
            table.row(
                    layer.name(),
                    layer.typeName(),
                    layer.output().shape().toString(),
                    layer.macs(),
                    layer.parameters());
        }
        table.print(out);
        out.printf(
                "%n%,d layers, %,d MACs, %,d parameters stored, %,d after folding%s%n",
                network.layers().size(),
                network.macs(),
                imported.storedParameters(),
                network.parameters(),
                network.hasWeights() ? "" : "; topology only, no weights");
    }

    private static String text(Tensor tensor) {
        return tensor.name() + " " + tensor.format().typeName() + tensor.shape();
    }
}
