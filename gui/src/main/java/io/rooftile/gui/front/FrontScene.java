package io.rooftile.gui.front;

import io.rooftile.dse.Objective;
import io.rooftile.gui.data.Points;
import io.rooftile.gui.plot.Marks;
import io.rooftile.gui.plot.Palette;
import io.rooftile.gui.plot.Projection;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What is painted, taken from the view model at one moment so that another thread can work on it.
///
/// @param isAcrossLog whether the axis across is logarithmic
/// @param isUpLog whether the upright axis is logarithmic
/// @param size the figure that marks grow with; null for one size
record FrontScene(
        Points points,
        Objective across,
        boolean isAcrossLog,
        Objective up,
        boolean isUpLog,
        FrontViewModel.ColourBy colourBy,
        @Nullable Objective size) {
    static FrontScene of(FrontViewModel model) {
        return new FrontScene(
                model.workspace().points().get(),
                model.across().get(),
                model.acrossLog().get(),
                model.up().get(),
                model.upLog().get(),
                model.colour().get(),
                model.size().get());
    }

    /// What is shown of a picture beside its pixels.
    ///
    /// @param count how many points the brush keeps, in words
    record Shown(Prepared prepared, String count) {}

    /// What the same points on the same axes look like, whatever the brush keeps of them.
    record Prepared(FrontScene scene, Projection projection, Marks marks) {
        boolean isOf(FrontScene other, int width, int height, Palette palette) {
            return scene.equals(other)
                    && projection.width() == width
                    && projection.height() == height
                    && marks.palette().equals(palette);
        }
    }

    Prepared prepare(int width, int height, Palette palette) {
        Projection projection = Projection.of(
                points,
                Projection.Axis.over(points, position(across), isAcrossLog),
                Projection.Axis.over(points, position(up), isUpLog),
                width,
                height);
        return new Prepared(this, projection, marks(palette));
    }

    Marks marks(Palette palette) {
        Integer growing = size == null ? null : position(Objects.requireNonNull(size));
        return Marks.of(points, colour(), growing, palette);
    }

    private int position(Objective figure) {
        return points.position(figure.word()).orElse(0);
    }

    private Marks.Colour colour() {
        return switch (colourBy) {
            case FrontViewModel.ColourBy.FamilyColour _ -> new Marks.Colour.OfFamily();
            case FrontViewModel.ColourBy.RunColour _ -> new Marks.Colour.OfRun();
            case FrontViewModel.ColourBy.FigureColour(Objective figure) -> new Marks.Colour.OfFigure(position(figure));
        };
    }
}
