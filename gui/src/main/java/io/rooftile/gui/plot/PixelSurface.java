package io.rooftile.gui.plot;

import io.rooftile.gui.task.TaskRunner;
import java.nio.IntBuffer;
import java.util.function.Consumer;
import javafx.scene.image.ImageView;
import javafx.scene.image.PixelBuffer;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/// Shows a raster that is painted on another thread: one picture is shown while the next is painted. Of
/// pictures that are
/// asked for while one is painted only the last is painted.
public final class PixelSurface extends Region {
    private final TaskRunner tasks;
    private final ImageView view = new ImageView();
    private final Runnable shownNow;
    private final Consumer<Exception> failed;
    private @Nullable Picture shown;
    private @Nullable Picture spare;
    private @Nullable Painting waiting;
    private boolean isPainting;
    private long frames;

    /// Paints one picture, on any thread.
    public interface Painting {
        void paint(Raster raster);
    }

    private record Picture(Raster raster, PixelBuffer<IntBuffer> buffer, WritableImage image) {
        static Picture of(int width, int height) {
            Raster raster = new Raster(width, height);
            PixelBuffer<IntBuffer> buffer = new PixelBuffer<>(
                    width, height, IntBuffer.wrap(raster.pixels()), PixelFormat.getIntArgbPreInstance());
            return new Picture(raster, buffer, new WritableImage(buffer));
        }
    }

    /// @param shownNow called when a picture has been shown
    /// @param failed hears of a picture that could not be painted
    public PixelSurface(TaskRunner tasks, Runnable shownNow, Consumer<Exception> failed) {
        this.tasks = tasks;
        this.shownNow = shownNow;
        this.failed = failed;
        getChildren().add(view);
    }

    /// Width of the next picture in pixels, at least 2.
    public int pixelWidth() {
        return Math.max(2, (int) Math.round(getWidth()));
    }

    /// Height of the next picture in pixels, at least 2.
    public int pixelHeight() {
        return Math.max(2, (int) Math.round(getHeight()));
    }

    /// Pictures shown so far.
    public long frames() {
        return frames;
    }

    /// Asks for a new picture.
    public void paint(Painting painting) {
        if (isPainting) {
            waiting = painting;
            return;
        }
        isPainting = true;
        Picture picture = spareOf(pixelWidth(), pixelHeight());
        tasks.run(
                () -> {
                    painting.paint(picture.raster());
                    return picture;
                },
                this::show,
                exception -> {
                    isPainting = false;
                    failed.accept(exception);
                });
    }

    private Picture spareOf(int width, int height) {
        Picture free = spare;
        return free != null && free.raster().width() == width && free.raster().height() == height
                ? free
                : Picture.of(width, height);
    }

    private void show(Picture picture) {
        picture.buffer().updateBuffer(_ -> null);
        view.setImage(picture.image());
        spare = shown;
        shown = picture;
        frames++;
        isPainting = false;
        shownNow.run();
        Painting next = waiting;
        if (next != null) {
            waiting = null;
            paint(next);
        }
    }
}
