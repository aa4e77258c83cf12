package io.rooftile.costmodel.overlay;

/// One way to cut the output pixels of a layer, and what follows from it. Edge tiles are counted as they are,
/// input rows and columns outside the feature map are not read. Sources: Zhang et al., FPGA 2015, DOI
/// 10.1145/2684746.2689060, sections 4.1 to 4.3, for tiled traffic; the pixels of a tile are numbered row by
/// row and taken `PP` at a time.
final class PixelTile {
    /// A tile of one pixel.
    static final PixelTile NONE = PixelTile.of(TaskShapes.PIXEL, 1, 1, 1);

    final int rows;
    final int columns;
    /// Tiles of the whole output.
    final long count;
    /// Groups of `PP` pixels in all tiles, in the first (a largest) and in the last.
    final long groups;
    final long groupsFirst;
    final long groupsLast;
    /// Input pixels read for all tiles and for the first.
    final long inputs;
    final long inputsFirst;
    /// Pieces of consecutive memory in which they lie when all channels are read, and when not.
    final long wholeRuns;
    final long partRuns;
    final long wholeRunsFirst;
    final long partRunsFirst;
    /// Output pixels of the first tile.
    final long outputsFirst;
    /// Pieces of consecutive memory of the outputs when all channels are written, and when not.
    final long outputWholeRuns;
    final long outputPartRuns;
    final long outputWholeRunsFirst;
    /// Words of each bank that one word of input channels of a tile takes, and that one of output channels takes.
    final long words;
    final long outputWords;

    private PixelTile(LayerShape shape, int pp, int rows, int columns) {
        this.rows = rows;
        this.columns = columns;
        int allRows = shape.output().rows();
        int allColumns = shape.output().columns();
        LayerShape.Axis vertical = shape.sampling().row();
        LayerShape.Axis horizontal = shape.sampling().column();
        int bands = Math.ceilDiv(allRows, rows);
        int strips = Math.ceilDiv(allColumns, columns);
        int lastRows = allRows - (bands - 1) * rows;
        int lastColumns = allColumns - (strips - 1) * columns;
        count = (long) bands * strips;
        groups = (bands - 1L) * (strips - 1L) * Math.ceilDiv((long) rows * columns, (long) pp)
                + (bands - 1L) * Math.ceilDiv((long) rows * lastColumns, (long) pp)
                + (strips - 1L) * Math.ceilDiv((long) lastRows * columns, (long) pp)
                + Math.ceilDiv((long) lastRows * lastColumns, (long) pp);
        groupsFirst = Math.ceilDiv((long) rows * columns, (long) pp);
        groupsLast = Math.ceilDiv((long) lastRows * lastColumns, (long) pp);
        long inputRows = sum(vertical, allRows, rows, shape.input().rows());
        long inputColumns = sum(horizontal, allColumns, columns, shape.input().columns());
        int firstRows = vertical.read(0, rows, shape.input().rows());
        inputs = inputRows * inputColumns;
        inputsFirst =
                (long) firstRows * horizontal.read(0, columns, shape.input().columns());
        boolean isBand = strips == 1;
        partRuns = inputRows * strips;
        partRunsFirst = firstRows;
        wholeRuns = isBand && vertical.isGapless() ? bands : partRuns;
        wholeRunsFirst = isBand && vertical.isGapless() ? 1 : partRunsFirst;
        outputsFirst = (long) rows * columns;
        outputWholeRuns = isBand ? bands : (long) allRows * strips;
        outputPartRuns = (long) allRows * strips;
        outputWholeRunsFirst = isBand ? 1 : rows;
        words = (long) vertical.span(rows) * bankWords(horizontal.span(columns), horizontal.stride(), pp);
        outputWords = (long) rows * bankWords(columns, 1, pp);
    }

    static PixelTile of(LayerShape shape, int pp, int rows, int columns) {
        return new PixelTile(shape, pp, rows, columns);
    }

    /// Words that one row of pixels takes in each bank: columns of one stride phase lie in banks one after
    /// the other.
    static long bankWords(int columns, int stride, int pp) {
        int phases = Math.min(stride, columns);
        return (long) phases * Math.ceilDiv(Math.ceilDiv(columns, phases), pp);
    }

    private static long sum(LayerShape.Axis axis, int all, int tile, int size) {
        long total = 0;
        for (int first = 0; first < all; first += tile) {
            total += axis.read(first, Math.min(tile, all - first), size);
        }
        return total;
    }
}
