/// The control of the overlay engine, cycle by cycle and without data: what a program takes, as the hardware would
/// say it.
@NullMarked
package io.rooftile.rtl.overlay.replay;

import org.jspecify.annotations.NullMarked;
