package io.rooftile.core.device;

/// The part's logic cell.
///
/// @param lutInputs inputs of a LUT: 4 or 6
/// @param lutRamBits bits of RAM in one LUT, 0 where LUTs cannot be RAM
public record Logic(int lutInputs, int lutRamBits) {
    public Logic {
        if (lutInputs < 4 || lutInputs > 8 || lutRamBits < 0) {
            throw new IllegalArgumentException(
                    "a LUT has 4 to 8 inputs and no negative RAM, but had " + lutInputs + " and " + lutRamBits);
        }
    }
}
