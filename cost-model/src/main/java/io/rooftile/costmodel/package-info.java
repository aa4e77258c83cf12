/// What a design costs: pure functions from network, design, device and coefficients to an
/// [io.rooftile.costmodel.Estimate]. A [io.rooftile.costmodel.DesignSpace] is one family compiled for one
/// network and one board, for the search.
@NullMarked
package io.rooftile.costmodel;

import org.jspecify.annotations.NullMarked;
