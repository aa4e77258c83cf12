package io.rooftile.costmodel.overlay;

import io.rooftile.core.UserInputException;
import io.rooftile.core.design.LoopOrder;
import io.rooftile.core.design.OverlayDesign;
import io.rooftile.core.design.Tiling;
import io.rooftile.costmodel.overlay.Workload.Task;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A tiling that somebody else chose, in groups of channels.
record GivenTile(PixelTile tile, int kGroups, int cGroups, LoopOrder order) {
    /// The tilings of a design, by task; null for tasks that it leaves to the model. Null when it has none at all.
    ///
    /// @throws UserInputException when one names no layer of the engine or does not suit the layer or the array
    static @Nullable GivenTile @Nullable [] of(OverlayDesign design, Compiled compiled) {
        if (design.tilings().isEmpty()) {
            return null;
        }
        Map<String, Integer> taskOfLayer = new HashMap<>();
        List<Task> tasks = compiled.workload.tasks();
        for (int i = tasks.size() - 1; i >= 0; i--) {
            taskOfLayer.put(
                    compiled.workload
                            .network()
                            .layers()
                            .get(tasks.get(i).layer())
                            .name(),
                    i);
        }
        @Nullable GivenTile[] given = new @Nullable GivenTile[tasks.size()];
        for (Tiling tiling : design.tilings()) {
            Integer task = taskOfLayer.get(tiling.layer());
            if (task == null) {
                throw wrong(tiling, "is not run by the engine as a layer of its own", "remove its tiling");
            }
            given[task] = of(tiling, compiled.shapes[compiled.shapeOfTask[task]], design);
        }
        return given;
    }

    private static GivenTile of(Tiling tiling, ShapeTables tables, OverlayDesign design) {
        LayerShape shape = tables.shape;
        int rows = shape.output().rows();
        int columns = shape.output().columns();
        if (tiling.tileOY() > rows || tiling.tileOX() > columns) {
            throw wrong(
                    tiling,
                    "has tiles of " + tiling.tileOY() + "x" + tiling.tileOX() + " pixels, but only " + rows + "x"
                            + columns,
                    "choose tiles within the layer");
        }
        int kGroups = groups(
                tiling,
                tiling.tileK(),
                shape.channels().output(),
                design.array().ocp(),
                tables.outputGroups[0],
                "output channels");
        int cGroups = tables.isArray
                ? groups(
                        tiling,
                        tiling.tileC(),
                        shape.channels().input(),
                        design.array().icp(),
                        tables.inputGroups[0],
                        "input channels")
                : 1;
        PixelTile tile = PixelTile.of(shape, design.array().pp(), tiling.tileOY(), tiling.tileOX());
        return new GivenTile(tile, kGroups, cGroups, tiling.order());
    }

    private static int groups(Tiling tiling, int tile, int all, int lanes, int allGroups, String what) {
        if (tile >= all) {
            return allGroups;
        }
        if (tile % lanes != 0) {
            throw wrong(
                    tiling,
                    "has tiles of " + tile + " " + what + ", which is neither all " + all + " nor a multiple of "
                            + lanes,
                    "choose a multiple of the array's lanes");
        }
        return tile / lanes;
    }

    static UserInputException wrong(Tiling tiling, String what, String hint) {
        return UserInputException.of("overlay design", "tiling of layer " + tiling.layer(), what, hint);
    }
}
