package io.rooftile.modelimport.keras;

import io.rooftile.core.UserInputException;
import io.rooftile.core.network.HostOperation;
import io.rooftile.core.network.Network;
import io.rooftile.core.network.Tensor;
import io.rooftile.modelimport.ImportOptions;
import io.rooftile.modelimport.ImportResult;
import io.rooftile.modelimport.Unsupported;
import io.rooftile.modelimport.keras.KerasModel.KerasLayer;
import io.rooftile.modelimport.keras.KerasModel.Reference;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Walks a model in the order of its data and lets each layer's importer add what it is. A refused layer gives
/// no result, and what depends on it is left out, but its class is still looked up: all that is unknown is
/// reported at once.
final class NetworkBuilder {
    private final String file;
    private final Dialect dialect;
    private final @Nullable WeightSource weights;
    private final ImportOptions options;
    private final NetworkDraft draft;
    private final List<Unsupported> refused = new ArrayList<>();
    private long storedParameters;

    /// A builder of one network.
    ///
    /// @param weights null when only the topology is known
    NetworkBuilder(String file, Dialect dialect, @Nullable WeightSource weights, ImportOptions options) {
        this.file = file;
        this.dialect = dialect;
        this.weights = weights;
        this.options = options;
        this.draft = new NetworkDraft(file);
    }

    /// Builds the network.
    ///
    /// @param format for the result
    ImportResult build(KerasModel model, String format) {
        options.inputShapes()
                .requireInputs(
                        file, model.inputs().stream().map(Reference::layer).toList());
        List<Tensor> given = new ArrayList<>();
        for (Reference input : model.inputs()) {
            input(model, input).ifPresent(given::add);
        }
        if (!refused.isEmpty()) {
            lookUpAll(model, "");
            return new ImportResult.Refused(format, refused);
        }
        List<Optional<Tensor>> outputs =
                add(model, LayerAddress.ROOT, given.stream().map(Optional::of).toList());
        if (!refused.isEmpty()) {
            return new ImportResult.Refused(format, refused);
        }
        Network network = new Network(
                model.name(),
                draft.inputs(),
                outputs.stream().map(Optional::orElseThrow).toList(),
                draft.layers());
        checkCounts(network);
        return new ImportResult.Imported(format, network, storedParameters);
    }

    private void checkCounts(Network network) {
        try {
            Math.addExact(network.macs(), network.parameters());
        } catch (ArithmeticException _) {
            throw UserInputException.of(file, "", "the network has more than 2^63 operations", "check its shapes");
        }
    }

    private Optional<Tensor> input(KerasModel model, Reference reference) {
        KerasLayer layer = new CallOrder(file, model).layer(reference);
        if (!layer.isInput()) {
            throw UserInputException.of(
                    file, "layer " + layer.name(), "an input of the model is no InputLayer", "save the model again");
        }
        try {
            return Optional.of(draft.addInput(InputShapes.tensor(layer, dialect.layout(), options.inputShapes())));
        } catch (RefusedLayerException e) {
            refuse(layer.name(), layer.className(), e);
            return Optional.empty();
        }
    }

    private void refuse(String name, String className, RefusedLayerException e) {
        refused.add(new Unsupported(name, className, e.reason(), e.hint()));
    }

    /// Reports all unknown classes of a model whose shapes are not known.
    private void lookUpAll(KerasModel model, String prefix) {
        for (KerasLayer layer : model.layers()) {
            if (layer.inner() != null) {
                lookUpAll(layer.inner(), prefix + layer.name() + "/");
            } else if (!layer.isInput()) {
                lookUp(prefix + layer.name(), layer.className());
            }
        }
    }

    private void lookUp(String name, String className) {
        try {
            LayerImporters.of(className);
        } catch (RefusedLayerException e) {
            refuse(name, className, e);
        }
    }

    /// Adds all layers of a model.
    ///
    /// @param given one per input of the model; empty where a refused layer should have made it
    /// @return one per output, likewise
    private List<Optional<Tensor>> add(KerasModel model, LayerAddress address, List<Optional<Tensor>> given) {
        CallOrder order = new CallOrder(file, model);
        Map<Reference, Tensor> made = new HashMap<>();
        if (given.size() != model.inputs().size()) {
            throw UserInputException.of(
                    file,
                    "model " + model.name(),
                    "it has " + model.inputs().size() + " inputs, but " + given.size() + " feed it",
                    "save the model again");
        }
        for (int i = 0; i < given.size(); i++) {
            Reference input = order.resolved(model.inputs().get(i));
            given.get(i).ifPresent(tensor -> made.put(input, tensor));
        }
        for (CallOrder.Call call : order.calls()) {
            if (call.layer().isInput()) {
                continue;
            }
            List<Optional<Tensor>> inputs = call.inputs().stream()
                    .map(reference -> Optional.ofNullable(made.get(reference)))
                    .toList();
            List<Optional<Tensor>> results = add(call, address, inputs);
            for (int i = 0; i < results.size(); i++) {
                Reference result = new Reference(call.layer().name(), call.index(), i);
                results.get(i).ifPresent(tensor -> made.put(result, tensor));
            }
        }
        return model.outputs().stream()
                .map(output -> order.resolved(output))
                .map(output -> output(model, output, made))
                .toList();
    }

    private Optional<Tensor> output(KerasModel model, Reference output, Map<Reference, Tensor> made) {
        Optional<Tensor> tensor = Optional.ofNullable(made.get(output));
        if (tensor.isEmpty() && refused.isEmpty()) {
            throw UserInputException.of(
                    file, "model " + model.name(), "nothing makes its output " + output, "save the model again");
        }
        return tensor;
    }

    private List<Optional<Tensor>> add(CallOrder.Call call, LayerAddress parent, List<Optional<Tensor>> inputs) {
        KerasLayer layer = call.layer();
        LayerAddress address = parent.child(layer.name(), layer.key());
        if (layer.inner() != null) {
            if (layer.calls().size() > 1) {
                refuse(address.path(), layer.className(), shared(layer));
                return List.of();
            }
            return add(layer.inner(), address, inputs);
        }
        if (inputs.stream().anyMatch(Optional::isEmpty)) {
            lookUp(address.path(), layer.className());
            return List.of();
        }
        List<Tensor> tensors = inputs.stream().flatMap(Optional::stream).toList();
        return List.of(add(call, address, tensors, layer));
    }

    private Optional<Tensor> add(CallOrder.Call call, LayerAddress address, List<Tensor> inputs, KerasLayer layer) {
        String name = call.index() == 0 ? address.path() : address.path() + "/use" + call.index();
        if (inputs.isEmpty()) {
            throw UserInputException.of(file, "layer " + name, "nothing feeds it", "save the model again");
        }
        KerasLayerImporter importer;
        try {
            importer = LayerImporters.of(layer.className());
        } catch (RefusedLayerException e) {
            Optional<Tensor> onHost =
                    options.hostFallback() ? addOnHost(name, address, inputs, layer, e) : Optional.empty();
            if (onHost.isEmpty()) {
                refuse(name, layer.className(), e);
            }
            return onHost;
        }
        try {
            LayerWeights taken = new LayerWeights(file, name, weights == null ? null : weights.weights(address));
            Tensor output =
                    importer.add(new LayerCall(name, layer.className(), layer.config(), inputs, taken, draft, dialect));
            taken.finish();
            storedParameters = Math.addExact(storedParameters, taken.elements());
            if (layer.calls().size() > 1 && taken.elements() > 0) {
                throw shared(layer);
            }
            return Optional.of(output);
        } catch (RefusedLayerException e) {
            refuse(name, layer.className(), e);
            return Optional.empty();
        }
    }

    private Optional<Tensor> addOnHost(
            String name, LayerAddress address, List<Tensor> inputs, KerasLayer layer, RefusedLayerException why) {
        if (inputs.size() > 1 || dialect.layout() == Layout.CHANNELS_FIRST) {
            return Optional.empty();
        }
        if (weights != null) {
            for (StoredWeight stored : weights.weights(address)) {
                storedParameters = Math.addExact(storedParameters, stored.elements());
            }
        }
        return HostShapes.of(
                        layer.className(), layer.config(), inputs.getFirst().shape())
                .map(shape -> draft.add(
                        new HostOperation(name, inputs, Tensor.real(name, shape), layer.className(), why.reason())));
    }

    private static RefusedLayerException shared(KerasLayer layer) {
        return new RefusedLayerException(
                "it is used " + layer.calls().size() + " times with the same weights",
                "give each use a layer of its own");
    }
}
