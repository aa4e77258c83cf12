package io.rooftile.core.network;

/// Rows and columns added around a feature map; they hold the real value 0.
public record Padding(int top, int bottom, int left, int right) {
    public static final Padding NONE = new Padding(0, 0, 0, 0);

    public Padding {
        if (top < 0 || bottom < 0 || left < 0 || right < 0) {
            throw new IllegalArgumentException("padding must not be negative, but was top=" + top + " bottom=" + bottom
                    + " left=" + left + " right=" + right);
        }
    }

    public boolean isNone() {
        return equals(NONE);
    }

    public Padding plus(Padding other) {
        return new Padding(top + other.top, bottom + other.bottom, left + other.left, right + other.right);
    }
}
