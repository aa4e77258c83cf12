package io.rooftile.costmodel.overlay;

import io.rooftile.costmodel.overlay.LayerShape.Axis;
import io.rooftile.costmodel.overlay.LayerShape.Mode;
import java.util.Arrays;

/// The registers of the array as the instruction compiler sets them: how many change from one job to the next. What
/// comes of a layer's numbers is set anew for each layer. Mutable and reused.
final class ArrayRegisters {
    private static final int UNKNOWN = Integer.MIN_VALUE;
    private static final int COUNT = 64;
    /// The mode of lanes that share what they read.
    private static final int NEIGHBOURS = 5;

    /// Pad value, zero point and bounds, and what scales the operands of a sum.
    private static final int NUMBERS = 4;

    private static final int OPERAND_NUMBERS = 6;

    private final int[] values = new int[COUNT];
    private int at;
    private int changed;

    void clear() {
        Arrays.fill(values, UNKNOWN);
    }

    private void next(int value) {
        if (values[at] != value) {
            values[at] = value;
            changed++;
        }
        at++;
    }

    /// Registers that change for a tile.
    ///
    /// @param features first word in the feature banks
    /// @param weights first word in the weight buffer
    /// @param parameters first word in the parameter buffer
    /// @param target first word in the output banks
    int sets(Engine engine, TileTable tiles, int tile, int features, int weights, int parameters, int target) {
        TileTable.TaskCut cut = tiles.cuts[tiles.task[tile]];
        boolean isFirst = tile == tiles.firstTile[tiles.task[tile]];
        Mode mode = cut.shape.mode();
        changed = isFirst ? NUMBERS : 0;
        changed += isFirst && mode == Mode.ADD ? OPERAND_NUMBERS : 0;
        at = 0;
        Axis row = cut.shape.row();
        Axis column = cut.shape.column();
        int sx = column.stride();
        int sy = row.stride();
        int words = cut.isLanes ? cut.words(tiles.part[tile]) : cut.inputWords;
        int phaseWords = Math.ceilDiv(Math.ceilDiv(tiles.inputColumns[tile], sx), engine.pp);
        int rowWords = sx * phaseWords;
        int plane = tiles.inputRows[tile] * rowWords;
        int width = tiles.columns[tile];
        int band = tiles.pixels[tile] / cut.strips;
        int strip = tiles.pixels[tile] % cut.strips;
        int firstRow = tiles.inputRow[tile];
        int firstColumn = cut.strips == 1
                ? 0
                : column.first(strip * cut.columns, cut.shape.input().columns());
        int x = cut.isShared ? 0 : strip * cut.columns * sx - column.before() - firstColumn;
        int y = band * cut.rows * sy - row.before() - firstRow;
        next(cut.isShared ? NEIGHBOURS : number(mode));
        next(tiles.rows[tile] * width);
        next(cut.groups(tiles.part[tile]));
        next(mode == Mode.ARRAY ? words : mode.operands());
        next(row.filter());
        next(cut.isShared ? sx : column.filter());
        next(mode == Mode.ADD ? words * plane : plane);
        next(cut.isLanes ? plane : 0);
        next(cut.isLanes ? Math.ceilDiv(engine.icp, engine.ocp) : 1);
        next(features + tiles.wordsBefore[tile] + y * rowWords);
        next(row.dilation() * rowWords);
        next(sx);
        next(phaseWords);
        next(x);
        next(Math.floorDiv(x, sx));
        next(Math.floorMod(x, sx));
        next(column.dilation());
        next(column.dilation() / sx);
        next(column.dilation() % sx);
        next(y);
        next(Math.floorMod(y, sy));
        next(row.dilation());
        next(row.dilation() / sy * width % engine.pp);
        next(row.dilation() % sy);
        next(width % engine.pp);
        next(Math.floorMod(Math.floorDiv(x, sx) + Math.floorDiv(y, sy) * width, engine.pp));
        next(tiles.inputRows[tile]);
        next(tiles.inputColumns[tile]);
        next(sy);
        // The first lane's column and row, counted from the tile's.
        next(0);
        next(0);
        next(0);
        next(0);
        next(width);
        next(width * sx);
        next(sy * rowWords);
        next(engine.pp % width);
        next(engine.pp % width * sx);
        next(engine.pp / width * sy);
        next(engine.pp / width * sy * rowWords);
        next(weights);
        next(parameters);
        next(target);
        next(cut.words(tiles.part[tile]));
        if (cut.isShared) {
            int pixels = (tiles.rows[tile] * width - 1) / engine.pp * engine.pp;
            int columns = Math.floorMod(-pixels, width);
            int rows = Math.floorDiv(-pixels, width) * sy;
            next(columns);
            next(columns * sx);
            next(rows);
            next(rows * rowWords);
        }
        return changed;
    }

    private static int number(Mode mode) {
        return switch (mode) {
            case ARRAY -> 0;
            case DEPTHWISE -> 1;
            case MAXIMUM -> 2;
            case SUM -> 3;
            case ADD -> 4;
        };
    }
}
