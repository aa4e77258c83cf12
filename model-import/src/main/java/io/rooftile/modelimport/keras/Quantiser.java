package io.rooftile.modelimport.keras;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rooftile.core.network.ActivationFunction;
import io.rooftile.core.network.ActivationFunction.Kind;
import io.rooftile.core.network.NumberFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A QKeras quantiser: what it is called and its arguments. Files hold it as a call in a text,
/// `quantized_bits(6,0)`, or as a serialised object. Source of all meanings and defaults: QKeras,
/// qkeras/quantizers.py.
///
/// @param name the class in QKeras
/// @param config its arguments by name
record Quantiser(String name, KerasConfig config) {
    /// Bits of the significand of the float32 that QKeras computes with.
    private static final int MOST_BITS = 24;

    private static final Map<String, List<String>> ARGUMENTS = Map.of(
            "quantized_bits",
            List.of("bits", "integer", "symmetric", "keep_negative", "alpha", "use_stochastic_rounding"),
            "quantized_relu",
            List.of("bits", "integer", "use_sigmoid", "negative_slope", "use_stochastic_rounding", "relu_upper_bound"),
            "quantized_tanh",
            List.of("bits", "use_stochastic_rounding", "use_real_tanh"),
            "quantized_sigmoid",
            List.of("bits", "use_real_sigmoid", "use_stochastic_rounding"),
            "quantized_po2",
            List.of("bits", "max_value", "use_stochastic_rounding", "quadratic_approximation"),
            "quantized_relu_po2",
            List.of("bits", "max_value", "negative_slope", "use_stochastic_rounding"),
            "ternary",
            List.of("alpha", "threshold", "use_stochastic_rounding", "number_of_unrolls"),
            "stochastic_ternary",
            List.of("alpha", "threshold", "temperature", "use_real_sigmoid", "number_of_unrolls"),
            "binary",
            List.of("use_01", "alpha", "use_stochastic_rounding"),
            "stochastic_binary",
            List.of("alpha", "temperature", "use_real_sigmoid"));

    private static final Pattern CALL = Pattern.compile("\\s*([a-z_0-9]+)\\s*(?:\\(([^()]*)\\))?\\s*");
    private static final Pattern NUMBER = Pattern.compile("[-+]?[0-9]{1,9}");
    private static final Pattern DECIMAL = Pattern.compile("[-+]?[0-9]{0,9}\\.?[0-9]{0,18}(?:[eE][-+]?[0-9]{1,2})?");

    /// Whether a config value is a quantiser, not a plain activation.
    static boolean isQuantiser(JsonNode value) {
        if (value.isObject()) {
            return ARGUMENTS.containsKey(value.path("class_name").asText());
        }
        Matcher call = CALL.matcher(value.asText());
        return value.isTextual() && call.matches() && ARGUMENTS.containsKey(call.group(1));
    }

    /// The quantiser under a key of a layer; empty when there is none.
    static Optional<Quantiser> find(KerasConfig layer, String key) throws RefusedLayerException {
        Optional<JsonNode> value = layer.find(key);
        return value.isEmpty() ? Optional.empty() : Optional.of(of(layer, value.get()));
    }

    /// Reads a quantiser.
    static Quantiser of(KerasConfig layer, JsonNode value) throws RefusedLayerException {
        if (!isQuantiser(value)) {
            String shown = value.isObject() ? value.path("class_name").asText() : value.asText();
            throw new RefusedLayerException("the quantiser '" + shown + "' is not known", "use " + known());
        }
        Quantiser quantiser = value.isObject() ? ofObject(layer, value) : ofCall(layer, value.asText());
        if (quantiser.config.numberOr(1, "qnoise_factor") != 1
                || quantiser.config.find("post_training_scale").isPresent()) {
            throw new RefusedLayerException(
                    quantiser.name + " with qnoise_factor or post_training_scale is not known",
                    "finish the training with full quantisation");
        }
        return quantiser;
    }

    private static String known() {
        return String.join(", ", ARGUMENTS.keySet().stream().sorted().toList());
    }

    private static Quantiser ofObject(KerasConfig layer, JsonNode value) {
        JsonNode config = value.path("config");
        if (!config.isObject()) {
            throw layer.wrong("a quantiser has no 'config'");
        }
        return new Quantiser(value.path("class_name").asText(), new KerasConfig(layer.file(), layer.place(), config));
    }

    private static Quantiser ofCall(KerasConfig layer, String text) {
        Matcher call = CALL.matcher(text);
        if (!call.matches()) {
            throw layer.wrong("'" + text + "' is no quantiser");
        }
        ObjectNode config = JsonNodeFactory.instance.objectNode();
        List<String> names = ARGUMENTS.getOrDefault(call.group(1), List.of());
        String arguments = call.group(2) == null ? "" : call.group(2).strip();
        int position = 0;
        for (String argument : arguments.isEmpty() ? new String[0] : arguments.split(",", -1)) {
            int equals = argument.indexOf('=');
            if (equals < 0 && position == names.size()) {
                throw layer.wrong("'" + text + "' has too many arguments");
            }
            String name = equals < 0
                    ? names.get(position++)
                    : argument.substring(0, equals).strip();
            config.set(name, literal(layer, argument.substring(equals + 1).strip()));
        }
        return new Quantiser(call.group(1), new KerasConfig(layer.file(), layer.place(), config));
    }

    private static JsonNode literal(KerasConfig layer, String text) {
        JsonNodeFactory factory = JsonNodeFactory.instance;
        return switch (text) {
            case "None" -> factory.nullNode();
            case "True" -> factory.booleanNode(true);
            case "False" -> factory.booleanNode(false);
            default -> {
                if (NUMBER.matcher(text).matches()) {
                    yield factory.numberNode(Integer.parseInt(text));
                }
                if (text.matches(".*[0-9].*") && DECIMAL.matcher(text).matches()) {
                    yield factory.numberNode(Double.parseDouble(text));
                }
                if (text.length() >= 2 && (text.startsWith("'") || text.startsWith("\""))) {
                    yield factory.textNode(text.substring(1, text.length() - 1));
                }
                throw layer.wrong("'" + text + "' is no argument of a quantiser");
            }
        };
    }

    /// Total bits, sign included.
    int bits() throws RefusedLayerException {
        int bits = config.integerOr(8, "bits");
        if (bits < 1 || bits > MOST_BITS) {
            throw new RefusedLayerException(
                    name + " with " + bits + " bits is not possible", "use 1 to " + MOST_BITS + " bits");
        }
        return bits;
    }

    /// Bits before the binary point, sign excluded.
    int integerBits() throws RefusedLayerException {
        int integer = config.integerOr(0, "integer");
        if (Math.abs(integer) > MOST_BITS) {
            throw new RefusedLayerException(
                    name + " with " + integer + " integer bits is not possible", "use at most " + MOST_BITS);
        }
        return integer;
    }

    /// The rule that finds a scale from the weights: `auto` or `auto_po2`; empty when the scale is fixed.
    Optional<String> automaticAlpha() {
        return config.find("alpha").filter(JsonNode::isTextual).map(JsonNode::textValue);
    }

    /// The fixed scale.
    double alpha() throws RefusedLayerException {
        double alpha = automaticAlpha().isPresent() ? 1 : config.numberOr(1, "alpha");
        if (!(alpha > 0)) {
            throw new RefusedLayerException(name + " with alpha " + alpha + " is not possible", "use a positive alpha");
        }
        return alpha;
    }

    /// What the quantiser does as an activation.
    ActivationSpec activation() throws RefusedLayerException {
        if (automaticAlpha().isPresent()) {
            throw new RefusedLayerException(
                    name + " finds its scale from each input", "give the activation's quantiser a fixed alpha");
        }
        return switch (name) {
            case "quantized_bits" -> fixedPoint();
            case "quantized_relu" -> relu();
            case "quantized_tanh" ->
                ActivationSpec.quantised(
                        ActivationFunction.of(config.flagOr(false, "use_real_tanh") ? Kind.TANH : Kind.RELU_N1_TO_1),
                        NumberFormat.signed(bits()),
                        Math.scalb(1.0, 1 - bits()));
            case "quantized_sigmoid" -> sigmoid();
            case "binary" -> sign();
            case "ternary" ->
                ActivationSpec.quantised(
                        new ActivationFunction(Kind.TERNARY, config.numberOr(0.33, "threshold")),
                        new NumberFormat(NumberFormat.Kind.TERNARY, 2),
                        alpha());
            default ->
                throw new RefusedLayerException(
                        name + " is not known as an activation", "use quantized_relu or quantized_bits");
        };
    }

    private ActivationSpec fixedPoint() throws RefusedLayerException {
        boolean keepNegative = config.flagOr(true, "keep_negative");
        if (keepNegative && bits() == 1) {
            return sign();
        }
        NumberFormat format = keepNegative ? NumberFormat.signed(bits()) : NumberFormat.unsigned(bits());
        int fractionBits = bits() - integerBits() - (keepNegative ? 1 : 0);
        return ActivationSpec.quantised(ActivationFunction.LINEAR, format, Math.scalb(alpha(), -fractionBits));
    }

    private ActivationSpec relu() throws RefusedLayerException {
        if (config.numberOr(0, "negative_slope") != 0 || config.flagOr(false, "use_sigmoid")) {
            throw new RefusedLayerException(
                    "quantized_relu with negative_slope or use_sigmoid is not known", "use neither");
        }
        return ActivationSpec.quantised(
                ActivationFunction.RELU, NumberFormat.unsigned(bits()), Math.scalb(1.0, integerBits() - bits()));
    }

    private ActivationSpec sigmoid() throws RefusedLayerException {
        if (!config.flagOr(false, "use_real_sigmoid")) {
            throw new RefusedLayerException(
                    "quantized_sigmoid without use_real_sigmoid is not known", "use use_real_sigmoid=1");
        }
        return ActivationSpec.quantised(
                ActivationFunction.of(Kind.SIGMOID), NumberFormat.unsigned(bits()), Math.scalb(1.0, -bits()));
    }

    private ActivationSpec sign() throws RefusedLayerException {
        if (config.flagOr(false, "use_01")) {
            throw new RefusedLayerException("binary with use_01 is not known", "use -1 and +1");
        }
        return ActivationSpec.quantised(
                ActivationFunction.of(Kind.SIGN), new NumberFormat(NumberFormat.Kind.BIPOLAR, 1), alpha());
    }
}
