package io.rooftile.gui.picture;

import io.rooftile.reports.WholePath;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import javafx.scene.image.Image;
import javafx.scene.image.PixelReader;
import javax.imageio.ImageIO;

/// Writes pictures.
public final class PngFile {
    private PngFile() {}

    /// Writes a picture, whole or not at all.
    ///
    /// @throws io.rooftile.core.UserInputException when it cannot be written
    public static void write(Image image, Path file) {
        BufferedImage copy =
                new BufferedImage((int) image.getWidth(), (int) image.getHeight(), BufferedImage.TYPE_INT_RGB);
        PixelReader pixels = image.getPixelReader();
        for (int y = 0; y < copy.getHeight(); y++) {
            for (int x = 0; x < copy.getWidth(); x++) {
                copy.setRGB(x, y, pixels.getArgb(x, y));
            }
        }
        try (WholePath whole = WholePath.file(file, "file")) {
            try {
                ImageIO.write(copy, "png", whole.fresh().toFile());
            } catch (IOException exception) {
                throw whole.failure(exception);
            }
            whole.complete();
        }
    }
}
