package io.rooftile.modelimport.keras;

import com.fasterxml.jackson.databind.JsonNode;
import io.rooftile.core.network.ActivationFunction;
import io.rooftile.core.network.ActivationFunction.Kind;
import io.rooftile.core.network.NumberFormat;
import java.util.Map;
import java.util.Optional;

/// Activation functions by the names that Keras gives them.
final class Activations {
    private static final Map<String, ActivationSpec> BY_NAME = Map.ofEntries(
            Map.entry("linear", ActivationSpec.LINEAR),
            Map.entry("softmax", ActivationSpec.SOFTMAX),
            named("relu", Kind.RELU),
            named("relu6", Kind.RELU6),
            named("sigmoid", Kind.SIGMOID),
            named("tanh", Kind.TANH),
            named("softplus", Kind.SOFTPLUS),
            named("softsign", Kind.SOFTSIGN),
            named("selu", Kind.SELU),
            named("swish", Kind.SWISH),
            named("silu", Kind.SWISH),
            named("hard_swish", Kind.HARD_SWISH),
            named("hard_silu", Kind.HARD_SWISH),
            named("exponential", Kind.EXPONENTIAL),
            Map.entry("elu", ActivationSpec.of(new ActivationFunction(Kind.ELU, 1.0))),
            Map.entry("leaky_relu", ActivationSpec.of(new ActivationFunction(Kind.LEAKY_RELU, 0.2))),
            Map.entry(
                    "binary_tanh",
                    ActivationSpec.quantised(
                            ActivationFunction.of(Kind.SIGN), new NumberFormat(NumberFormat.Kind.BIPOLAR, 1), 1)),
            Map.entry(
                    "ternary_tanh",
                    ActivationSpec.quantised(
                            new ActivationFunction(Kind.TERNARY, 0.5),
                            new NumberFormat(NumberFormat.Kind.TERNARY, 2),
                            1)));

    private Activations() {}

    private static Map.Entry<String, ActivationSpec> named(String name, Kind kind) {
        return Map.entry(name, ActivationSpec.of(ActivationFunction.of(kind)));
    }

    /// The `activation` of a layer, linear when it has none.
    static ActivationSpec of(LayerCall call) throws RefusedLayerException {
        Optional<JsonNode> value = call.config().find("activation");
        return value.isEmpty() ? ActivationSpec.LINEAR : of(call, value.get());
    }

    private static ActivationSpec of(LayerCall call, JsonNode value) throws RefusedLayerException {
        if (Quantiser.isQuantiser(value)) {
            return Quantiser.of(call.config(), value).activation();
        }
        String name = name(call, value);
        ActivationSpec spec = BY_NAME.get(name);
        if (spec != null && spec.softmax()) {
            call.inputAlongChannels();
        }
        if (spec != null) {
            return spec;
        }
        if (name.equals("hard_sigmoid") && !call.dialect().isKeras3()) {
            return ActivationSpec.of(ActivationFunction.of(Kind.HARD_SIGMOID));
        }
        throw new RefusedLayerException(
                "the activation '" + name + "' is not known", "use relu, sigmoid, tanh, softmax or another known one");
    }

    /// A name, or the name in a serialised function or class.
    private static String name(LayerCall call, JsonNode value) {
        JsonNode name = value;
        if (value.isObject()) {
            JsonNode config = value.path("config");
            name = config.isTextual() ? config : value.path("class_name");
        }
        if (!name.isTextual()) {
            throw call.config().wrong("'activation' must be a name");
        }
        return name.textValue();
    }
}
