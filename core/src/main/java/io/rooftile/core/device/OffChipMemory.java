package io.rooftile.core.device;

/// The memory beside the FPGA that accelerators may use.
///
/// @param name the kind: `DDR4-2400 64 bit`, `HBM2`
/// @param peakBytesPerSecond of the pins
/// @param efficiencyFraction share of the peak that long bursts reach, 0 to 1
/// @param sizeBytes capacity
/// @param portBits widest data port that the fabric has to it
public record OffChipMemory(
        String name, double peakBytesPerSecond, double efficiencyFraction, long sizeBytes, int portBits) {
    public OffChipMemory {
        if (!(peakBytesPerSecond > 0)
                || !(efficiencyFraction > 0)
                || efficiencyFraction > 1
                || sizeBytes < 1
                || portBits < 8) {
            throw new IllegalArgumentException("memory " + name + " needs a positive peak, an efficiency of 0 to 1, a"
                    + " size and a port of at least 8 bits");
        }
    }

    /// What an accelerator can count on.
    public double usableBytesPerSecond() {
        return peakBytesPerSecond * efficiencyFraction;
    }

    /// Name of the coefficient (unit `picojoules_per_byte`) that says what moving a byte costs: memory stacked beside
    /// the die is several times cheaper to reach than memory on the board.
    public String energyCoefficient() {
        return name.startsWith("HBM") ? "stacked_memory_picojoules_per_byte" : "off_chip_picojoules_per_byte";
    }
}
