/// Maps hardware to a part's primitives with Yosys and counts them. [Synthesis] runs it for a [SynthesisTarget],
/// [Primitives] says what each primitive takes of which resource, and [SynthesisResult] is the sum, whole and
/// by instance.
@NullMarked
package io.rooftile.calibration.synthesis;

import org.jspecify.annotations.NullMarked;
