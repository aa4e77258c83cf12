package io.rooftile.costmodel.overlay;

import io.rooftile.core.design.DataflowDesign;
import io.rooftile.core.design.Design;
import io.rooftile.core.design.Family;
import io.rooftile.core.design.OverlayDesign;
import io.rooftile.core.design.Requantisation;
import io.rooftile.core.network.Network;
import io.rooftile.costmodel.BitOptions;
import io.rooftile.costmodel.DesignSpace;
import io.rooftile.costmodel.Figures;
import io.rooftile.costmodel.Knob;
import io.rooftile.costmodel.Outcome;
import io.rooftile.costmodel.Target;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// All overlays for one network and one target. Tilings are no choices: each evaluation finds the best one of each
/// layer exactly.
///
/// Several threads may evaluate at once: each has its own scratch and memo. Results do not depend on either.
public final class OverlaySpace implements DesignSpace {
    private static final int MEMO_SIZE_BITS = 18;

    private final Compiled compiled;
    private final List<Knob> knobs;
    private final ThreadLocal<Evaluator> evaluators;

    private OverlaySpace(Compiled compiled, boolean isMemoised) {
        this.compiled = compiled;
        this.knobs = knobs(compiled.options);
        this.evaluators = ThreadLocal.withInitial(() -> {
            @Nullable CostMemo memo = isMemoised ? new CostMemo(MEMO_SIZE_BITS) : null;
            return new Evaluator(compiled, memo, false);
        });
    }

    /// The space with the usual options of a target and TensorFlow Lite's requantisation.
    ///
    /// @throws io.rooftile.core.UserInputException when the target's coefficient set lacks a figure
    public static OverlaySpace of(Network network, Target target, BitOptions bits) {
        return of(network, target, bits, Requantisation.EXACT);
    }

    /// The space with the usual options of a target.
    ///
    /// @throws io.rooftile.core.UserInputException when the target's coefficient set lacks a figure
    public static OverlaySpace of(Network network, Target target, BitOptions bits, Requantisation requantisation) {
        return of(network, target, OverlayOptions.of(network, target, bits, requantisation));
    }

    /// The space of the given options.
    ///
    /// @throws io.rooftile.core.UserInputException when the target's coefficient set lacks a figure
    public static OverlaySpace of(Network network, Target target, OverlayOptions options) {
        return new OverlaySpace(new Compiled(network, target, options), true);
    }

    /// The same space without memory of earlier evaluations; for measuring what an evaluation costs.
    public OverlaySpace cold() {
        return new OverlaySpace(compiled, false);
    }

    private static List<Knob> knobs(OverlayOptions options) {
        return List.of(
                new Knob("clock", options.clocksHertz().size(), 0, true),
                new Knob("pp", options.pp().size(), 1, true),
                new Knob("icp", options.icp().size(), 1, true),
                new Knob("ocp", options.ocp().size(), 1, true),
                new Knob("feature depth", options.buffers().feature().size(), 2, true),
                new Knob("weight depth", options.buffers().weight().size(), 2, true),
                new Knob("output depth", options.buffers().output().size(), 2, true),
                new Knob("port bits", options.links().portBits().size(), 3, true),
                new Knob("cores", options.links().cores().size(), 3, true),
                new Knob("numbers", options.numbers().size(), 4, false),
                new Knob("drain steps", options.drainSteps().size(), 5, true));
    }

    @Override
    public Family family() {
        return Family.OVERLAY;
    }

    @Override
    public List<Knob> knobs() {
        return knobs;
    }

    @Override
    public void evaluate(int[] choices, Figures out) {
        evaluators.get().evaluate(choices, out);
    }

    /// The design without tilings: [OverlayModel] fills them in.
    @Override
    public Design design(int[] choices) {
        return compiled.options.design(choices);
    }

    @Override
    public Outcome estimate(Design design) {
        return switch (design) {
            case OverlayDesign overlay -> OverlayModel.estimate(compiled.workload.network(), overlay, compiled.target);
            case DataflowDesign _ ->
                throw new IllegalArgumentException(
                        "an overlay space estimates overlays, but the design was a pipeline");
        };
    }
}
