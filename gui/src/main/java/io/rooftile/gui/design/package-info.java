/// One design, layer by layer.
@NullMarked
package io.rooftile.gui.design;

import org.jspecify.annotations.NullMarked;
