/// Designs side by side.
@NullMarked
package io.rooftile.gui.compare;

import org.jspecify.annotations.NullMarked;
