package io.rooftile.modelimport.tensorflow;

import io.rooftile.modelimport.RefusedOps;
import io.rooftile.modelimport.SupportedOp;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Which importer reads which operation.
final class OpTable {
    private static final List<SupportedOp<OpImporter>> SUPPORTED = Stream.of(
                    ConvolutionOps.OPS,
                    DenseOps.OPS,
                    ElementwiseOps.OPS,
                    ActivationOps.OPS,
                    NormOps.OPS,
                    PoolOps.OPS,
                    ShapeOps.OPS,
                    ResizeOps.OPS,
                    FakeQuantOps.OPS)
            .flatMap(List::stream)
            .toList();

    /// Two families that read one operation are an error here.
    private static final Map<String, OpImporter> ALL =
            SUPPORTED.stream().collect(Collectors.toUnmodifiableMap(SupportedOp::op, SupportedOp::importer));

    private static final List<RefusedOps> REFUSED = List.of(new RefusedOps(
            List.of(
                    "While",
                    "StatelessWhile",
                    "If",
                    "StatelessIf",
                    "Case",
                    "StatelessCase",
                    "For",
                    "Switch",
                    "RefSwitch",
                    "Merge",
                    "RefMerge",
                    "Enter",
                    "RefEnter",
                    "Exit",
                    "RefExit",
                    "NextIteration",
                    "LoopCond"),
            "loops and branches cannot be imported",
            "export the model without control flow"));

    private OpTable() {}

    static Optional<OpImporter> importer(String op) {
        return Optional.ofNullable(ALL.get(op));
    }

    static boolean isControlFlow(String op) {
        return REFUSED.getFirst().ops().contains(op);
    }

    /// Why there is no layer for an operation that has no importer.
    static Refusal refusal(String op) {
        for (RefusedOps refused : REFUSED) {
            if (refused.ops().contains(op)) {
                return new Refusal(refused.reason(), refused.hint());
            }
        }
        return new Refusal("this operation is not supported", "replace it, or cut the graph before it");
    }

    /// All that becomes layers, family by family.
    static List<SupportedOp<OpImporter>> supported() {
        return SUPPORTED;
    }

    /// What is refused for more reason than that it has no layer.
    static List<RefusedOps> refused() {
        return REFUSED;
    }

    static SupportedOp<OpImporter> op(String op, OpImporter importer, Class<?>... layers) {
        return SupportedOp.of(op, importer, layers);
    }
}
