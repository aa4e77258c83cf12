package io.rooftile.gui.plot;

import java.util.Arrays;

/// A picture of opaque pixels that is painted in plain memory, where a hundred thousand marks take milliseconds.
public final class Raster {
    private final int width;
    private final int height;
    private final int[] pixels;

    public Raster(int width, int height) {
        this.width = width;
        this.height = height;
        this.pixels = new int[Math.multiplyExact(width, height)];
    }

    public int width() {
        return width;
    }

    public int height() {
        return height;
    }

    /// Row by row, 0xAARRGGBB; the array itself.
    int[] pixels() {
        return pixels;
    }

    public int pixel(int x, int y) {
        return pixels[y * width + x];
    }

    public void fill(int argb) {
        Arrays.fill(pixels, argb);
    }

    /// A square of `2 * radius + 1` pixels around a centre, cut at the edges.
    public void square(int x, int y, int radius, int argb) {
        int left = Math.max(0, x - radius);
        int right = Math.min(width - 1, x + radius);
        if (left > right) {
            return;
        }
        for (int row = Math.max(0, y - radius); row <= Math.min(height - 1, y + radius); row++) {
            Arrays.fill(pixels, row * width + left, row * width + right + 1, argb);
        }
    }

    /// A square that stands on its corner, as wide as the square of that radius but for a pixel.
    public void diamond(int x, int y, int radius, int argb) {
        for (int row = Math.max(0, y - radius); row <= Math.min(height - 1, y + radius); row++) {
            int half = radius - Math.abs(row - y);
            int left = Math.max(0, x - half);
            int right = Math.min(width - 1, x + half);
            if (left <= right) {
                Arrays.fill(pixels, row * width + left, row * width + right + 1, argb);
            }
        }
    }

    /// A line one pixel wide, both ends included, cut at the edges. Source: Bresenham, IBM Systems Journal 4(1) 1965.
    public void line(int fromX, int fromY, int toX, int toY, int argb) {
        int stepX = fromX < toX ? 1 : -1;
        int stepY = fromY < toY ? 1 : -1;
        int runX = Math.abs(toX - fromX);
        int runY = -Math.abs(toY - fromY);
        int error = runX + runY;
        int x = fromX;
        int y = fromY;
        while (true) {
            if (x >= 0 && x < width && y >= 0 && y < height) {
                pixels[y * width + x] = argb;
            }
            if (x == toX && y == toY) {
                return;
            }
            int twice = 2 * error;
            if (twice >= runY) {
                error += runY;
                x += stepX;
            }
            if (twice <= runX) {
                error += runX;
                y += stepY;
            }
        }
    }
}
