package io.rooftile.rtl.overlay;

import io.rooftile.rtl.overlay.OverlayProgram.PlacedMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Inferences of a program on the [EngineModel].
///
/// @param preference all units, the one that goes on first where it can first
public record ModelRun(OverlayProgram program, List<Unit> preference) {
    public ModelRun {
        preference = List.copyOf(preference);
    }

    /// A run whose order does not matter.
    public static ModelRun of(OverlayProgram program) {
        return new ModelRun(program, List.of(Unit.values()));
    }

    /// One inference.
    ///
    /// @param inputs by tensor that the host gives, its stored numbers
    /// @return by tensor that the host gets, its stored numbers
    /// @throws EngineFault when the program is wrong
    public Map<String, int[]> outputs(Map<String, int[]> inputs) {
        Map<String, int[]> features = maps(inputs, program.outputs());
        Map<String, int[]> stored = new HashMap<>();
        for (PlacedMap output : program.outputs()) {
            stored.put(output.tensor(), output.map().stored(Objects.requireNonNull(features.get(output.tensor()))));
        }
        return stored;
    }

    /// One inference, and the features that lie in some maps behind it.
    Map<String, int[]> maps(Map<String, int[]> inputs, List<PlacedMap> wanted) {
        byte[] memory = program.image();
        for (PlacedMap input : program.inputs()) {
            int[] stored = inputs.get(input.tensor());
            if (stored == null) {
                throw new IllegalArgumentException("the input " + input.tensor() + " is not given");
            }
            byte[] bytes = input.map().layout().encoded(input.map().features(stored));
            System.arraycopy(bytes, 0, memory, Math.toIntExact(input.address()), bytes.length);
        }
        new EngineModel(program.shape(), memory, preference).run(0);
        Map<String, int[]> results = new HashMap<>();
        for (PlacedMap map : wanted) {
            results.put(map.tensor(), map.map().layout().decoded(memory, Math.toIntExact(map.address())));
        }
        return results;
    }
}
