package io.rooftile.reports;

import java.awt.Color;
import java.awt.Composite;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.GraphicsConfiguration;
import java.awt.Image;
import java.awt.Rectangle;
import java.awt.Shape;
import java.awt.font.GlyphVector;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.awt.image.BufferedImageOp;
import java.awt.image.ImageObserver;
import java.awt.image.RenderedImage;
import java.awt.image.renderable.RenderableImage;
import java.text.AttributedCharacterIterator;
import org.jspecify.annotations.Nullable;

/// Refuses what charts do not ask for: they draw shapes, and their text arrives as outlines.
abstract class ShapesOnlyGraphics extends Graphics2D {
    private static final String REFUSAL = "charts draw shapes only";

    @Override
    public void setComposite(Composite composite) {
        throw new UnsupportedOperationException(REFUSAL);
    }

    @Override
    public void setBackground(Color background) {
        throw new UnsupportedOperationException(REFUSAL);
    }

    @Override
    public boolean hit(Rectangle rectangle, Shape shape, boolean onStroke) {
        throw new UnsupportedOperationException(REFUSAL);
    }

    @Override
    public GraphicsConfiguration getDeviceConfiguration() {
        throw new UnsupportedOperationException(REFUSAL);
    }

    @Override
    public boolean drawImage(Image image, AffineTransform at, @Nullable ImageObserver observer) {
        throw new UnsupportedOperationException(REFUSAL);
    }

    @Override
    public void drawImage(BufferedImage image, @Nullable BufferedImageOp op, int x, int y) {
        throw new UnsupportedOperationException(REFUSAL);
    }

    @Override
    public void drawRenderedImage(RenderedImage image, AffineTransform at) {
        throw new UnsupportedOperationException(REFUSAL);
    }

    @Override
    public void drawRenderableImage(RenderableImage image, AffineTransform at) {
        throw new UnsupportedOperationException(REFUSAL);
    }

    @Override
    public void drawString(String text, int x, int y) {
        throw new UnsupportedOperationException(REFUSAL);
    }

    @Override
    public void drawString(String text, float x, float y) {
        throw new UnsupportedOperationException(REFUSAL);
    }

    @Override
    public void drawString(AttributedCharacterIterator text, int x, int y) {
        throw new UnsupportedOperationException(REFUSAL);
    }

    @Override
    public void drawString(AttributedCharacterIterator text, float x, float y) {
        throw new UnsupportedOperationException(REFUSAL);
    }

    @Override
    public void drawGlyphVector(GlyphVector glyphs, float x, float y) {
        throw new UnsupportedOperationException(REFUSAL);
    }

    @Override
    public Graphics create() {
        throw new UnsupportedOperationException(REFUSAL);
    }

    @Override
    public void setPaintMode() {
        throw new UnsupportedOperationException(REFUSAL);
    }

    @Override
    public void setXORMode(Color other) {
        throw new UnsupportedOperationException(REFUSAL);
    }

    @Override
    public FontMetrics getFontMetrics(Font ofFont) {
        throw new UnsupportedOperationException(REFUSAL);
    }

    @Override
    public void copyArea(int x, int y, int width, int height, int dx, int dy) {
        throw new UnsupportedOperationException(REFUSAL);
    }

    @Override
    public void fillRect(int x, int y, int width, int height) {
        throw new UnsupportedOperationException(REFUSAL);
    }

    @Override
    public void clearRect(int x, int y, int width, int height) {
        throw new UnsupportedOperationException(REFUSAL);
    }

    @Override
    public void drawRoundRect(int x, int y, int width, int height, int arcWidth, int arcHeight) {
        throw new UnsupportedOperationException(REFUSAL);
    }

    @Override
    public void fillRoundRect(int x, int y, int width, int height, int arcWidth, int arcHeight) {
        throw new UnsupportedOperationException(REFUSAL);
    }

    @Override
    public void drawOval(int x, int y, int width, int height) {
        throw new UnsupportedOperationException(REFUSAL);
    }

    @Override
    public void fillOval(int x, int y, int width, int height) {
        throw new UnsupportedOperationException(REFUSAL);
    }

    @Override
    public void drawArc(int x, int y, int width, int height, int startAngle, int arcAngle) {
        throw new UnsupportedOperationException(REFUSAL);
    }

    @Override
    public void fillArc(int x, int y, int width, int height, int startAngle, int arcAngle) {
        throw new UnsupportedOperationException(REFUSAL);
    }

    @Override
    public void drawPolyline(int[] x, int[] y, int count) {
        throw new UnsupportedOperationException(REFUSAL);
    }

    @Override
    public void drawPolygon(int[] x, int[] y, int count) {
        throw new UnsupportedOperationException(REFUSAL);
    }

    @Override
    public void fillPolygon(int[] x, int[] y, int count) {
        throw new UnsupportedOperationException(REFUSAL);
    }

    @Override
    public boolean drawImage(Image image, int x, int y, @Nullable ImageObserver observer) {
        throw new UnsupportedOperationException(REFUSAL);
    }

    @Override
    public boolean drawImage(Image image, int x, int y, int width, int height, @Nullable ImageObserver observer) {
        throw new UnsupportedOperationException(REFUSAL);
    }

    @Override
    public boolean drawImage(Image image, int x, int y, @Nullable Color background, @Nullable ImageObserver observer) {
        throw new UnsupportedOperationException(REFUSAL);
    }

    @Override
    public boolean drawImage(
            Image image,
            int x,
            int y,
            int width,
            int height,
            @Nullable Color background,
            @Nullable ImageObserver observer) {
        throw new UnsupportedOperationException(REFUSAL);
    }

    @Override
    public boolean drawImage(
            Image image,
            int dx1,
            int dy1,
            int dx2,
            int dy2,
            int sx1,
            int sy1,
            int sx2,
            int sy2,
            @Nullable ImageObserver observer) {
        throw new UnsupportedOperationException(REFUSAL);
    }

    @Override
    public boolean drawImage(
            Image image,
            int dx1,
            int dy1,
            int dx2,
            int dy2,
            int sx1,
            int sy1,
            int sx2,
            int sy2,
            @Nullable Color background,
            @Nullable ImageObserver observer) {
        throw new UnsupportedOperationException(REFUSAL);
    }
}
