/// The front: scatter and parallel coordinates, linked.
@NullMarked
package io.rooftile.gui.front;

import org.jspecify.annotations.NullMarked;
