package io.rooftile.calibration.experiment;

import io.rooftile.core.dataflow.Folding;
import io.rooftile.core.dataflow.StageShape;
import io.rooftile.core.design.Bound;
import java.util.ArrayList;
import java.util.List;

/// All that PE and SIMD can make of one stage.
///
/// @param choices every legal one, the smallest PE first
record Foldings(StageShape shape, List<Choice> choices) {
    /// One legal folding.
    record Choice(int pe, int simd, Folding folding) {
        long cycles() {
            return folding.intervalCycles();
        }

        /// Whether the multipliers are what takes the time, with neither input nor window holding them up.
        boolean isBusy() {
            return folding.bound() == Bound.COMPUTE;
        }

        long reuse() {
            return Math.multiplyExact(folding.inputFold(), folding.outputFold());
        }

        boolean isUnrolled() {
            return reuse() == 1;
        }
    }

    static Foldings of(StageShape shape) {
        List<Choice> choices = new ArrayList<>();
        for (int pe = 1; pe <= shape.lanes(); pe++) {
            for (int simd = 1; shape.isPe(pe) && simd <= Math.max(1, shape.dotLength()); simd++) {
                if (shape.isSimd(simd)) {
                    choices.add(new Choice(pe, simd, Folding.of(shape, pe, simd)));
                }
            }
        }
        return new Foldings(shape, List.copyOf(choices));
    }

    /// Those with a reuse factor.
    ///
    /// @throws IllegalArgumentException when there is none
    List<Choice> ofReuse(long factor) {
        List<Choice> found =
                choices.stream().filter(choice -> choice.reuse() == factor).toList();
        if (found.isEmpty()) {
            throw new IllegalArgumentException(shape.name() + " cannot be folded " + factor + " times");
        }
        return found;
    }

    /// Cycles that the fastest takes.
    long leastCycles() {
        return choices.stream().mapToLong(Choice::cycles).min().orElseThrow();
    }

    /// Those that take at most so many cycles, or as few as can be, and not `near` times fewer than the slowest
    /// of them:
    /// what is far faster is also far larger.
    List<Choice> within(long mostCycles, int near) {
        List<Choice> quick = choices.stream()
                .filter(choice -> choice.cycles() <= Math.max(mostCycles, leastCycles()))
                .toList();
        long slowest = quick.stream().mapToLong(Choice::cycles).max().orElseThrow();
        return quick.stream().filter(choice -> choice.cycles() > slowest / near).toList();
    }

    /// Those that keep the multipliers busy, take at most so many cycles, and are as slow as that allows.
    List<Choice> slowest(long mostCycles) {
        List<Choice> busy = choices.stream()
                .filter(Choice::isBusy)
                .filter(choice -> choice.cycles() <= mostCycles)
                .toList();
        long cycles = busy.stream().mapToLong(Choice::cycles).max().orElse(0);
        return busy.stream().filter(choice -> choice.cycles() == cycles).toList();
    }
}
