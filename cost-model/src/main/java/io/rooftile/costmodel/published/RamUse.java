package io.rooftile.costmodel.published;

/// How much feature memory a DPU has (PG338, RAM Usage): two or three banks for each pixel lane.
public enum RamUse {
    LOW(2),
    HIGH(3);

    private final int banksPerPixelLane;

    RamUse(int banksPerPixelLane) {
        this.banksPerPixelLane = banksPerPixelLane;
    }

    int banksPerPixelLane() {
        return banksPerPixelLane;
    }
}
