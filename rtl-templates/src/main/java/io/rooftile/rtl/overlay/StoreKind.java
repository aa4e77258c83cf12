package io.rooftile.rtl.overlay;

/// Where a store writes.
public enum StoreKind implements Numbered {
    MEMORY(0),
    BANKS(1);

    private final int number;

    StoreKind(int number) {
        this.number = number;
    }

    @Override
    public int number() {
        return number;
    }
}
