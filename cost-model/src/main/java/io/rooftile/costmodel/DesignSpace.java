package io.rooftile.costmodel;

import io.rooftile.core.design.Design;
import io.rooftile.core.design.Family;
import java.util.List;

/// One family compiled for one network and one target: all designs of it that the search may try. Immutable but for
/// memos, safe for several threads.
public interface DesignSpace {
    Family family();

    /// The choices, in the order of the arrays below.
    List<Knob> knobs();

    /// Estimates one design. Allocates nothing. Never beats the roofline: that is asserted on each call.
    ///
    /// @param choices one index per knob
    /// @param out overwritten
    void evaluate(int[] choices, Figures out);

    /// The design that choices stand for.
    Design design(int[] choices);

    /// The full estimate of a design of this family, with the same figures as [#evaluate].
    Outcome estimate(Design design);
}
