/// Tests of the overlay's compiler against the integer reference.
@NullMarked
package io.rooftile.rtl.overlay;

import org.jspecify.annotations.NullMarked;
