package io.rooftile.rtl.overlay;

import io.rooftile.core.network.Window;
import io.rooftile.rtl.overlay.Task.Operands;
import java.util.Set;

/// The registers of the compute job of a tile whose input is stored for it alone, from feature bank 0 on.
///
/// @param features first word in the feature banks
/// @param weights first word in the weight buffer
/// @param parameters first word in the parameter buffer
/// @param target first word in the output banks
record ComputeRegisters(Tile tile, int features, int weights, int parameters, int target) {
    /// What comes of a task's numbers. Set anew for each task, so that how many instructions a program has hangs on
    /// the network's shapes alone.
    static final Set<ComputeRegister> NUMBERS = Set.of(
            ComputeRegister.PAD_VALUE,
            ComputeRegister.ZERO_POINT,
            ComputeRegister.MIN,
            ComputeRegister.MAX,
            ComputeRegister.ZERO_A,
            ComputeRegister.ZERO_B,
            ComputeRegister.MULTIPLIER_A,
            ComputeRegister.MULTIPLIER_B,
            ComputeRegister.SHIFT_A,
            ComputeRegister.SHIFT_B);

    private static final int ADDRESS_MASK = 0xFFFF;

    void describe(Job job) {
        what(job);
        taps(job);
        lanes(job);
        results(job);
    }

    private Task task() {
        return tile.task();
    }

    private Window window() {
        return task().window();
    }

    private int pp() {
        return task().shape().pp();
    }

    private void what(Job job) {
        Mode mode = tile.mode();
        int inputGroups =
                switch (mode) {
                    case ARRAY -> tile.inputWords();
                    case ADD -> 2;
                    case DEPTHWISE, MAXIMUM, SUM, NEIGHBOURS -> 1;
                };
        int groupStep = mode == Mode.ADD ? tile.inputWords() * tile.planeWords() : tile.planeWords();
        job.set(ComputeRegister.MODE, mode.number())
                .set(ComputeRegister.PIXELS, tile.pixels())
                .set(ComputeRegister.OUTPUT_GROUPS, tile.groups())
                .set(ComputeRegister.INPUT_GROUPS, inputGroups)
                .set(ComputeRegister.FY, window().fy())
                .set(ComputeRegister.FX, mode == Mode.NEIGHBOURS ? window().sx() : window().fx())
                .set(ComputeRegister.GROUP_STEP, groupStep)
                .set(ComputeRegister.PASS_STEP, mode.isLanes() ? tile.planeWords() : 0)
                .set(ComputeRegister.PASSES, mode.isLanes() ? task().shape().passes() : 1);
    }

    private void taps(Job job) {
        int sx = window().sx();
        int sy = window().sy();
        int dx = window().dx();
        int dy = window().dy();
        // Neighbours are read by other lanes.
        int x = tile.mode() == Mode.NEIGHBOURS ? 0 : tile.columnStart();
        int y = tile.rowStart();
        int rowWords = tile.rowWords();
        int turn = tile.columns();
        int source = features + tile.wordsBefore() + y * rowWords;
        int rotation = Math.floorDiv(x, sx) + Math.floorDiv(y, sy) * turn;
        job.set(ComputeRegister.SOURCE, source & ADDRESS_MASK)
                .set(ComputeRegister.TAP_ROW_STEP, dy * rowWords)
                .set(ComputeRegister.PHASES, sx)
                .set(ComputeRegister.PHASE_STEP, tile.phaseWords())
                .set(ComputeRegister.X_START, x)
                .set(ComputeRegister.COLUMN_START, Math.floorDiv(x, sx))
                .set(ComputeRegister.PHASE_START, Math.floorMod(x, sx))
                .set(ComputeRegister.DX, dx)
                .set(ComputeRegister.DX_QUOTIENT, dx / sx)
                .set(ComputeRegister.DX_REMAINDER, dx % sx)
                .set(ComputeRegister.Y_START, y)
                .set(ComputeRegister.ROW_PHASE_START, Math.floorMod(y, sy))
                .set(ComputeRegister.DY, dy)
                .set(ComputeRegister.DY_ROTATION, dy / sy * turn % pp())
                .set(ComputeRegister.DY_REMAINDER, dy % sy)
                .set(ComputeRegister.ROW_ROTATION, turn % pp())
                .set(ComputeRegister.ROTATION_START, Math.floorMod(rotation, pp()))
                .set(ComputeRegister.ROWS, tile.inputRows())
                .set(ComputeRegister.COLUMNS, tile.inputColumns())
                .set(ComputeRegister.SY, sy);
    }

    private void lanes(Job job) {
        int width = tile.columns();
        int sx = window().sx();
        int sy = window().sy();
        int yAdvance = pp() / width * sy;
        job.set(ComputeRegister.LANE_COLUMN, 0)
                .set(ComputeRegister.LANE_X, 0)
                .set(ComputeRegister.LANE_Y, 0)
                .set(ComputeRegister.LANE_ROW, 0)
                .set(ComputeRegister.TILE_WIDTH, width)
                .set(ComputeRegister.X_WRAP, width * sx)
                .set(ComputeRegister.ROW_WRAP, sy * tile.rowWords())
                .set(ComputeRegister.COLUMN_ADVANCE, pp() % width)
                .set(ComputeRegister.X_ADVANCE, pp() % width * sx)
                .set(ComputeRegister.Y_ADVANCE, yAdvance)
                .set(ComputeRegister.ROW_ADVANCE, yAdvance * tile.rowWords());
        if (tile.mode() == Mode.NEIGHBOURS) {
            int pixels = (tile.pixels() - 1) / pp() * pp();
            int columnRewind = Math.floorMod(-pixels, width);
            int yRewind = Math.floorDiv(-pixels, width) * sy;
            job.set(ComputeRegister.COLUMN_REWIND, columnRewind)
                    .set(ComputeRegister.X_REWIND, columnRewind * sx)
                    .set(ComputeRegister.Y_REWIND, yRewind)
                    .set(ComputeRegister.ROW_REWIND, yRewind * tile.rowWords());
        }
    }

    private void results(Job job) {
        Task.StoredRange range = task().range();
        job.set(ComputeRegister.WEIGHTS, weights)
                .set(ComputeRegister.PARAMETERS, parameters)
                .set(ComputeRegister.TARGET, target)
                .set(ComputeRegister.WORDS, tile.words())
                .set(ComputeRegister.PAD_VALUE, task().padValue())
                .set(ComputeRegister.ZERO_POINT, range.zeroPoint())
                .set(ComputeRegister.MIN, range.min())
                .set(ComputeRegister.MAX, range.max());
        Operands operands = task().operands();
        if (operands != null) {
            job.set(ComputeRegister.ZERO_A, operands.zeroA())
                    .set(ComputeRegister.ZERO_B, operands.zeroB())
                    .set(ComputeRegister.MULTIPLIER_A, operands.a().multiplier())
                    .set(ComputeRegister.MULTIPLIER_B, operands.b().multiplier())
                    .set(ComputeRegister.SHIFT_A, operands.a().right())
                    .set(ComputeRegister.SHIFT_B, operands.b().right());
        }
    }
}
