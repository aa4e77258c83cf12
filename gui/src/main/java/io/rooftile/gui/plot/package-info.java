/// Points and lines painted into pixel buffers, without toolkit but for the surface that shows them.
@NullMarked
package io.rooftile.gui.plot;

import org.jspecify.annotations.NullMarked;
