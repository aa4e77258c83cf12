package io.rooftile.modelimport.tensorflow;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Which importer reads which operation.
final class OpTable {
    private static final Map<String, OpImporter> ALL = join(List.of(
            ConvolutionOps.OPS,
            DenseOps.OPS,
            ElementwiseOps.OPS,
            ActivationOps.OPS,
            NormOps.OPS,
            PoolOps.OPS,
            ShapeOps.OPS,
            ResizeOps.OPS,
            FakeQuantOps.OPS));

    private OpTable() {}

    private static Map<String, OpImporter> join(List<Map<String, OpImporter>> families) {
        Map<String, OpImporter> all = new TreeMap<>();
        for (Map<String, OpImporter> family : families) {
            family.forEach((op, importer) -> {
                if (all.put(op, importer) != null) {
                    throw new IllegalStateException("two families read " + op);
                }
            });
        }
        return all;
    }

    static Optional<OpImporter> importer(String op) {
        return Optional.ofNullable(ALL.get(op));
    }
}
