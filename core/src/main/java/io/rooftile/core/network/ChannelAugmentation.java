package io.rooftile.core.network;

import java.util.List;

/// What a convolution's window reads, side by side as channels of one pixel. An array that sums over `ICP`
/// channels at once idles on a picture of one or three; where the host writes the picture so, it sums over `FX
/// * C` or `FY * FX * C` of them, with a window of one column or of one pixel. Outputs are the same; the host
/// writes each feature as often as it is read. The term is PG338's, DPUCZDX8G, "Channel Augmentation".
///
/// @param layer of one group, whose input no other layer reads
public record ChannelAugmentation(Convolution layer, Way way) {
    /// More channels of a pixel are more for the host to write than they save: a window of 7x7 on three colours
    /// would take each feature twelve times.
    private static final int MOST_CHANNELS = 64;

    /// Which part of the window becomes channels.
    public enum Way {
        /// The host writes the tensor as it is.
        NONE,
        COLUMNS,
        /// Rows and columns.
        WINDOW;

        static final List<Way> ALL = List.of(values());
    }

    /// Whether a layer's input can be augmented: it is for no one else, and there is a window.
    public static boolean isPossible(Network network, Convolution layer) {
        boolean isShared = network.outputs().contains(layer.input())
                || network.layers().stream()
                                .flatMap(reader -> reader.inputs().stream())
                                .filter(layer.input()::equals)
                                .count()
                        > 1;
        return !isShared && layer.groups() == 1 && !layer.window().isPointwise();
    }

    /// The way by which an engine is done first, taken as the greater of the array's cycles and the port's
    /// beats; of equal ones that with fewest channels.
    ///
    /// @param layer whose input the host writes
    /// @param wordBytes that `ICP` features of a pixel take in memory
    /// @param beatBytes that the port moves at once; a row of words begins with a beat
    public static Way best(Convolution layer, int pp, int icp, int ocp, int wordBytes, int beatBytes) {
        Way best = Way.NONE;
        long least = Long.MAX_VALUE;
        // By index: an iterator would be an allocation in each evaluation of a search.
        for (int i = 0; i < Way.ALL.size(); i++) {
            Way way = Way.ALL.get(i);
            long cycles = cycles(layer, way, pp, icp, ocp, wordBytes, beatBytes);
            if (cycles < least) {
                least = cycles;
                best = way;
            }
        }
        return best;
    }

    private static long cycles(Convolution layer, Way way, int pp, int icp, int ocp, int wordBytes, int beatBytes) {
        int channels = channels(layer, way);
        if (way != Way.NONE && channels > MOST_CHANNELS) {
            return Long.MAX_VALUE;
        }
        Shape output = layer.output().shape();
        long groups = Math.ceilDiv(channels, icp);
        long taps = (long) tapRows(layer, way, false) * tapColumns(layer, way, false);
        long pixelGroups = Math.ceilDiv((long) output.height() * output.width(), pp);
        long array = pixelGroups * Math.ceilDiv(output.channels(), ocp) * groups * taps;
        long beats = Math.ceilDiv((long) columns(layer, way) * wordBytes, beatBytes);
        return Math.max(array, rows(layer, way) * groups * beats);
    }

    /// Filter rows that are channels, or those that are not.
    private static int tapRows(Convolution layer, Way way, boolean areChannels) {
        return (way == Way.WINDOW) == areChannels ? layer.window().fy() : 1;
    }

    private static int tapColumns(Convolution layer, Way way, boolean areChannels) {
        return (way != Way.NONE) == areChannels ? layer.window().fx() : 1;
    }

    private static int rows(Convolution layer, Way way) {
        return (way == Way.WINDOW ? layer.output() : layer.input()).shape().height();
    }

    private static int columns(Convolution layer, Way way) {
        return (way == Way.NONE ? layer.input() : layer.output()).shape().width();
    }

    private static int channels(Convolution layer, Way way) {
        return tapRows(layer, way, true)
                * tapColumns(layer, way, true)
                * layer.input().shape().channels();
    }

    /// Rows that the host writes.
    public int rows() {
        return rows(layer, way);
    }

    /// Columns that the host writes.
    public int columns() {
        return columns(layer, way);
    }

    /// Channels that the host writes.
    public int channels() {
        return channels(layer, way);
    }

    /// The window that is left for the engine.
    public Window window() {
        Window window = layer.window();
        Padding padding = window.padding();
        return switch (way) {
            case NONE -> window;
            case COLUMNS ->
                new Window(
                        window.fy(),
                        1,
                        window.sy(),
                        1,
                        window.dy(),
                        1,
                        new Padding(padding.top(), padding.bottom(), 0, 0));
            case WINDOW -> Window.pointwise();
        };
    }

    /// What the host writes.
    ///
    /// @param features by row, column, channel
    /// @param padding what a window reads beside the picture
    /// @return by row, column, row and column of the window, channel
    public int[] augmented(int[] features, int padding) {
        if (way == Way.NONE) {
            return features.clone();
        }
        Window window = layer.window();
        Shape input = layer.input().shape();
        boolean hasRows = way == Way.WINDOW;
        int[] augmented = new int[rows() * columns() * channels()];
        int at = 0;
        for (int y = 0; y < rows(); y++) {
            for (int x = 0; x < columns(); x++) {
                for (int fy = 0; fy < tapRows(layer, way, true); fy++) {
                    int row = hasRows
                            ? y * window.sy()
                                    + fy * window.dy()
                                    - window.padding().top()
                            : y;
                    for (int fx = 0; fx < window.fx(); fx++) {
                        int column = x * window.sx()
                                + fx * window.dx()
                                - window.padding().left();
                        boolean isInside = row >= 0 && row < input.height() && column >= 0 && column < input.width();
                        for (int c = 0; c < input.channels(); c++) {
                            augmented[at++] = isInside
                                    ? features[(row * input.width() + column) * input.channels() + c]
                                    : padding;
                        }
                    }
                }
            }
        }
        return augmented;
    }
}
