package io.rooftile.rtl.overlay;

import io.rooftile.rtl.overlay.EngineBuffers.Bank;
import java.util.Arrays;

/// The lanes of the compute unit: where the pixel of each one is and what it reads there. Positions and banks come from
/// additions of registers as in the hardware, so that a wrong register gives wrong results.
final class ModelLanes {
    private static final int ADDRESS_MASK = 0xFFFF;

    private final EngineShape shape;
    private final EngineBuffers buffers;
    private final int[] registers;
    private final int inputGroups;
    private final int taps;

    ModelLanes(EngineShape shape, EngineBuffers buffers, int[] registers) {
        this.shape = shape;
        this.buffers = buffers;
        this.registers = registers;
        this.inputGroups = get(ComputeRegister.INPUT_GROUPS);
        this.taps = get(ComputeRegister.FY) * get(ComputeRegister.FX);
    }

    private int get(ComputeRegister register) {
        return registers[register.number()];
    }

    /// Where a lane's pixel is.
    ///
    /// @param column output column
    /// @param x `column` times the column stride
    /// @param y output row times the row stride
    /// @param row `y` times the words of a row
    record Lane(int column, int x, int y, int row) {}

    /// The first pixels of the tile.
    Lane[] first() {
        Lane[] lanes = new Lane[shape.pp()];
        Lane next = new Lane(
                get(ComputeRegister.LANE_COLUMN),
                get(ComputeRegister.LANE_X),
                get(ComputeRegister.LANE_Y),
                get(ComputeRegister.LANE_ROW));
        for (int p = 0; p < lanes.length; p++) {
            lanes[p] = next;
            next = moved(next, 1, get(ComputeRegister.PHASES), 0, 0);
        }
        return lanes;
    }

    /// The same lane's pixel of the next group.
    Lane advanced(Lane lane) {
        return moved(
                lane,
                get(ComputeRegister.COLUMN_ADVANCE),
                get(ComputeRegister.X_ADVANCE),
                get(ComputeRegister.Y_ADVANCE),
                get(ComputeRegister.ROW_ADVANCE));
    }

    /// The same lane's pixel of the first group, from the last one.
    Lane rewound(Lane lane) {
        return moved(
                lane,
                get(ComputeRegister.COLUMN_REWIND),
                get(ComputeRegister.X_REWIND),
                get(ComputeRegister.Y_REWIND),
                get(ComputeRegister.ROW_REWIND));
    }

    private Lane moved(Lane lane, int columns, int x, int y, int row) {
        int width = get(ComputeRegister.TILE_WIDTH);
        boolean wraps = lane.column() + columns - get(ComputeRegister.LANE_COLUMN) >= width;
        return new Lane(
                lane.column() + columns - (wraps ? width : 0),
                lane.x() + x - (wraps ? get(ComputeRegister.X_WRAP) : 0),
                lane.y() + y + (wraps ? get(ComputeRegister.SY) : 0),
                lane.row() + row + (wraps ? get(ComputeRegister.ROW_WRAP) : 0));
    }

    /// Reads all taps of a pixel: by input group, filter row, filter column, channel.
    void gather(Lane lane, int p, int source, int[] into) {
        int rowPhase = get(ComputeRegister.ROW_PHASE_START);
        int turn = get(ComputeRegister.ROTATION_START);
        int y = lane.y() + get(ComputeRegister.Y_START);
        int row = source + lane.row();
        for (int fy = 0; fy < get(ComputeRegister.FY); fy++) {
            boolean isRow = y >= 0 && y < get(ComputeRegister.ROWS);
            int phase = get(ComputeRegister.PHASE_START);
            int column = get(ComputeRegister.COLUMN_START);
            int columnTurn = 0;
            int x = lane.x() + get(ComputeRegister.X_START);
            for (int fx = 0; fx < get(ComputeRegister.FX); fx++) {
                boolean isInside = isRow && x >= 0 && x < get(ComputeRegister.COLUMNS);
                int address =
                        row + phase * get(ComputeRegister.PHASE_STEP) + ((lane.column() + column) >> shape.pixelBits());
                int phaseTurn = BankOrder.ofPhase(shape, get(ComputeRegister.PHASES), phase);
                int bank = Math.floorMod(p + turn + columnTurn + phaseTurn, shape.pp());
                for (int group = 0; group < inputGroups; group++) {
                    int to = (group * taps + fy * get(ComputeRegister.FX) + fx) * shape.icp();
                    read(isInside, bank, address + group * get(ComputeRegister.GROUP_STEP), into, to);
                }
                x += get(ComputeRegister.DX);
                phase += get(ComputeRegister.DX_REMAINDER);
                int columns = get(ComputeRegister.DX_QUOTIENT);
                if (phase >= get(ComputeRegister.PHASES)) {
                    phase -= get(ComputeRegister.PHASES);
                    columns++;
                }
                column += columns;
                columnTurn += columns;
            }
            y += get(ComputeRegister.DY);
            row += get(ComputeRegister.TAP_ROW_STEP);
            rowPhase += get(ComputeRegister.DY_REMAINDER);
            turn += get(ComputeRegister.DY_ROTATION);
            if (rowPhase >= get(ComputeRegister.SY)) {
                rowPhase -= get(ComputeRegister.SY);
                turn += get(ComputeRegister.ROW_ROTATION);
            }
        }
    }

    private void read(boolean isInside, int bank, int address, int[] into, int to) {
        if (isInside) {
            Bank from = buffers.features(bank);
            System.arraycopy(from.numbers(), from.reading(address & ADDRESS_MASK), into, to, shape.icp());
        } else {
            Arrays.fill(into, to, to + shape.icp(), get(ComputeRegister.PAD_VALUE));
        }
    }
}
