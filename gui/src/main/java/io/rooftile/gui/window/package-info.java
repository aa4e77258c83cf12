/// The window that holds the views.
@NullMarked
package io.rooftile.gui.window;

import org.jspecify.annotations.NullMarked;
