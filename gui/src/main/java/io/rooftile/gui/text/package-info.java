/// What the window says, from one bundle.
@NullMarked
package io.rooftile.gui.text;

import org.jspecify.annotations.NullMarked;
