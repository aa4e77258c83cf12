package io.rooftile.costmodel.overlay;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.rooftile.core.network.ActivationFunction;
import io.rooftile.core.network.ChannelAugmentation;
import io.rooftile.core.network.ChannelAugmentation.Way;
import io.rooftile.core.network.Constant;
import io.rooftile.core.network.Convolution;
import io.rooftile.core.network.Network;
import io.rooftile.core.network.Padding;
import io.rooftile.core.network.Parameters;
import io.rooftile.core.network.Shape;
import io.rooftile.core.network.Tensor;
import io.rooftile.core.network.Window;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class ChannelAugmentationTest {
    private static final int PADDING = -7;

    /// By hand: two rows `1 2 3` and `4 5 6`, a window of 2x2 that goes on by 2 columns and 1 row, one column
    /// of padding to the left.
    @Test
    void augmented_ofAPictureByHand_isWhatTheWindowReads() {
        Convolution layer = layer(1, 2, 3, 1, Window.of(2, 2, 1, 2, new Padding(0, 0, 1, 0)));
        int[] picture = {1, 2, 3, 4, 5, 6};

        assertArrayEquals(
                new int[] {PADDING, 1, 2, 3, PADDING, 4, 5, 6},
                new ChannelAugmentation(layer, Way.COLUMNS).augmented(picture, PADDING));
        assertArrayEquals(
                new int[] {PADDING, 1, PADDING, 4, 2, 3, 5, 6},
                new ChannelAugmentation(layer, Way.WINDOW).augmented(picture, PADDING));
        assertArrayEquals(picture, new ChannelAugmentation(layer, Way.NONE).augmented(picture, PADDING));
    }

    /// A convolution of what the host writes, with the window that is left and the weights as they lie, is that
    /// of the picture.
    @ParameterizedTest
    @EnumSource(Way.class)
    void convolution_ofWhatTheHostWrites_isThatOfThePicture(Way way) {
        Random random = new Random(11);
        for (int i = 0; i < 200; i++) {
            Window window = new Window(
                    1 + random.nextInt(4),
                    1 + random.nextInt(4),
                    1 + random.nextInt(3),
                    1 + random.nextInt(3),
                    1 + random.nextInt(2),
                    1 + random.nextInt(2),
                    new Padding(random.nextInt(3), random.nextInt(3), random.nextInt(3), random.nextInt(3)));
            int channels = 1 + random.nextInt(4);
            int rows = window.reachRows() + random.nextInt(6);
            int columns = window.reachColumns() + 1 + random.nextInt(6);
            Convolution layer = layer(channels, rows, columns, 3, window);
            ChannelAugmentation by = new ChannelAugmentation(layer, way);
            int[] picture =
                    random.ints((long) rows * columns * channels, -9, 10).toArray();
            int[] weights = random.ints((long) window.fy() * window.fx() * channels, -9, 10)
                    .toArray();
            Shape output = layer.output().shape();

            int[] expected = sums(picture, rows, columns, channels, window, weights, output);
            int[] found = sums(
                    by.augmented(picture, PADDING),
                    by.rows(),
                    by.columns(),
                    by.channels(),
                    by.window(),
                    weights,
                    output);

            assertArrayEquals(expected, found, window + " on " + rows + "x" + columns + "x" + channels);
        }
    }

    /// One output channel.
    private static int[] sums(
            int[] map, int rows, int columns, int channels, Window window, int[] weights, Shape output) {
        int[] sums = new int[output.height() * output.width()];
        for (int i = 0; i < sums.length; i++) {
            for (int j = 0; j < weights.length; j++) {
                int tap = j / channels;
                int row = i / output.width() * window.sy()
                        + tap / window.fx() * window.dy()
                        - window.padding().top();
                int column = i % output.width() * window.sx()
                        + tap % window.fx() * window.dx()
                        - window.padding().left();
                boolean isInside = row >= 0 && row < rows && column >= 0 && column < columns;
                sums[i] += weights[j] * (isInside ? map[(row * columns + column) * channels + j % channels] : PADDING);
            }
        }
        return sums;
    }

    /// By hand: a picture of 8x6 in one channel, a window of 3x3, 8x6 outputs of 16 channels; PP 4 and OCP 8
    /// make 12 groups of pixels and 2 of channels. With ICP 8 nine taps take 216 cycles, three rows of 3
    /// channels 72, and 9 channels in 2 words 48, as many as the port's beats of 16 bytes. With ICP 3 both ways
    /// take 72. With ICP 1 all take 216. A port of one byte takes 384 beats for the picture and for its
    /// columns.
    @Test
    void best_isDoneFirst() {
        Convolution layer = layer(1, 8, 6, 16, Window.of(3, 3, 1, 1, new Padding(1, 1, 1, 1)));

        assertEquals(Way.WINDOW, ChannelAugmentation.best(layer, 4, 8, 8, 8, 16));
        assertEquals(Way.COLUMNS, ChannelAugmentation.best(layer, 4, 3, 8, 4, 16));
        assertEquals(Way.NONE, ChannelAugmentation.best(layer, 4, 1, 8, 2, 16));
        assertEquals(Way.NONE, ChannelAugmentation.best(layer, 4, 8, 8, 8, 1));
    }

    /// 7x7 on three colours are 147 channels, which is too much to write; 21 are not.
    @Test
    void best_ofALargeWindow_isItsColumns() {
        Convolution layer = layer(3, 64, 60, 64, Window.of(7, 7, 2, 2, new Padding(3, 3, 3, 3)));

        assertEquals(Way.COLUMNS, ChannelAugmentation.best(layer, 2, 16, 16, 16, 16));
    }

    @Test
    void augmentation_isOnlyForTheOneReaderWithAWindow() {
        Convolution layer = layer(1, 8, 6, 16, Window.of(3, 3, 1, 1, new Padding(1, 1, 1, 1)));
        Convolution pointwise = layer(1, 8, 6, 16, Window.pointwise());

        assertTrue(ChannelAugmentation.isPossible(network(layer, layer.output()), layer));
        assertFalse(ChannelAugmentation.isPossible(network(layer, layer.output(), layer.input()), layer));
        assertFalse(ChannelAugmentation.isPossible(network(pointwise, pointwise.output()), pointwise));
    }

    private static Network network(Convolution layer, Tensor... outputs) {
        return new Network("net", List.of(layer.input()), List.of(outputs), List.of(layer));
    }

    private static Convolution layer(int channels, int rows, int columns, int outputChannels, Window window) {
        Shape weights = Shape.of(outputChannels, window.fy(), window.fx(), channels);
        return new Convolution(
                "layer",
                Tensor.real("in", Shape.of(1, rows, columns, channels)),
                Tensor.real("out", Shape.of(1, window.outputRows(rows), window.outputColumns(columns), outputChannels)),
                window,
                1,
                new Parameters(Constant.absent(Tensor.real("weights", weights)), null),
                ActivationFunction.LINEAR);
    }
}
