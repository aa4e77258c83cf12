/// Tests of the overlay's cost model.
@NullMarked
package io.rooftile.costmodel.overlay;

import org.jspecify.annotations.NullMarked;
