package io.rooftile.quantization.layout;

import io.rooftile.core.network.Convolution;
import io.rooftile.core.network.Dense;
import io.rooftile.core.network.Padding;
import io.rooftile.core.network.Shape;
import io.rooftile.core.network.Window;

/// Which input elements a convolution or a dense layer multiplies for one output position: for each filter row and
/// column on the map, the channels of one group.
///
/// @param positions output positions over rows and columns, `N * OY * OX`
/// @param groups `G`
/// @param inputChannels `C`, of one group
/// @param filterTaps `FY * FX`
/// @param origin by position and filter tap the index of the input element of channel 0, or -1 outside the map
@SuppressWarnings("ArrayRecordComponent") // Read in inner loops, never compared.
public record Taps(int positions, int groups, int inputChannels, int filterTaps, int[][] origin) {
    private static final int OUTSIDE = -1;

    /// The taps of a convolution.
    public static Taps of(Convolution layer) {
        return of(layer.input().shape(), layer.output().shape(), layer.window(), layer.groups());
    }

    /// The taps of a dense layer: one position for each of the input's.
    public static Taps of(Dense layer) {
        int channels = layer.input().shape().channels();
        int positions = Math.toIntExact(layer.input().shape().elements() / channels);
        int[][] origin = new int[positions][1];
        for (int position = 0; position < positions; position++) {
            origin[position][0] = position * channels;
        }
        return new Taps(positions, 1, channels, 1, origin);
    }

    /// The taps of a window that slides over a map.
    public static Taps of(Shape input, Shape output, Window window, int groups) {
        int[][] origin = origins(input, output, window);
        return new Taps(origin.length, groups, input.channels() / groups, window.fy() * window.fx(), origin);
    }

    /// By position and filter tap the index of channel 0, or -1 outside the map.
    private static int[][] origins(Shape input, Shape output, Window window) {
        int maps = Math.toIntExact(output.elements() / output.height() / output.width() / output.channels());
        int[][] origin = new int[maps * output.height() * output.width()][window.fy() * window.fx()];
        Padding padding = window.padding();
        int position = 0;
        for (int map = 0; map < maps; map++) {
            for (int oy = 0; oy < output.height(); oy++) {
                for (int ox = 0; ox < output.width(); ox++) {
                    int[] taps = origin[position++];
                    int tap = 0;
                    for (int fy = 0; fy < window.fy(); fy++) {
                        int iy = oy * window.sy() + fy * window.dy() - padding.top();
                        for (int fx = 0; fx < window.fx(); fx++) {
                            int ix = ox * window.sx() + fx * window.dx() - padding.left();
                            boolean isInside = iy >= 0 && iy < input.height() && ix >= 0 && ix < input.width();
                            taps[tap++] = isInside
                                    ? ((map * input.height() + iy) * input.width() + ix) * input.channels()
                                    : OUTSIDE;
                        }
                    }
                }
            }
        }
        return origin;
    }

    /// The input elements of one position and group that lie on the map, in the order of the weights.
    ///
    /// @param elements receives the input's elements
    /// @param columns receives the column of the weights of each
    /// @return how many there are
    public <T> int gather(T[] input, int position, int group, T[] elements, int[] columns) {
        int count = 0;
        int[] taps = origin[position];
        for (int tap = 0; tap < taps.length; tap++) {
            if (taps[tap] != OUTSIDE) {
                int first = taps[tap] + group * inputChannels;
                for (int c = 0; c < inputChannels; c++) {
                    elements[count] = input[first + c];
                    columns[count] = tap * inputChannels + c;
                    count++;
                }
            }
        }
        return count;
    }
}
