/// A design with a knob turned.
@NullMarked
package io.rooftile.gui.whatif;

import org.jspecify.annotations.NullMarked;
