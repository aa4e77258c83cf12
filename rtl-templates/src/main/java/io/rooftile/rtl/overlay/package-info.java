/// The overlay engine: its instruction set, what compiles networks to it, and a model that runs its instructions.
@NullMarked
package io.rooftile.rtl.overlay;

import org.jspecify.annotations.NullMarked;
