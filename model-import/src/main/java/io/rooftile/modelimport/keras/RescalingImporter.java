package io.rooftile.modelimport.keras;

import com.fasterxml.jackson.databind.JsonNode;
import io.rooftile.core.network.ActivationFunction;
import io.rooftile.core.network.Constant;
import io.rooftile.core.network.ScaleShift;
import io.rooftile.core.network.Shape;
import io.rooftile.core.network.Tensor;
import java.util.Arrays;

/// `Rescaling`: `scale * in + offset`, with one number for all channels or one for each.
final class RescalingImporter implements KerasLayerImporter {
    @Override
    public Tensor add(LayerCall call) throws RefusedLayerException {
        Tensor input = call.input();
        return call.draft()
                .add(new ScaleShift(
                        call.name(),
                        input,
                        call.output(input.shape()),
                        constant(call, "scale", 1),
                        constant(call, "offset", 0),
                        ActivationFunction.LINEAR));
    }

    private static Constant constant(LayerCall call, String key, float fallback) throws RefusedLayerException {
        int channels = call.input().shape().channels();
        call.draft().claimMade(call.name(), channels);
        float[] values = new float[channels];
        Arrays.fill(values, fallback);
        JsonNode json = call.config().find(key).orElse(null);
        if (json != null && json.isArray() && json.size() == channels) {
            call.inputAlongChannels();
            for (int i = 0; i < channels; i++) {
                values[i] = finite(call, key, json.get(i));
            }
        } else if (json != null) {
            Arrays.fill(values, finite(call, key, json));
        }
        return Constant.real(call.name() + "/" + key, Shape.of(channels), values);
    }

    private static float finite(LayerCall call, String key, JsonNode value) {
        if (!value.isNumber() || !Float.isFinite(value.floatValue())) {
            throw call.config().wrong("'" + key + "' must be a number or a list of one number per channel");
        }
        return value.floatValue();
    }
}
