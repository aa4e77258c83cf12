/// What a pipeline of a network is made of: its stages, their folds and windows, and the circuit of cells that both the
/// replay of the cost model and the generated hardware follow.
@NullMarked
package io.rooftile.core.dataflow;

import org.jspecify.annotations.NullMarked;
