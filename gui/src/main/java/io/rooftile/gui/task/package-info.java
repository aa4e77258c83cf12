/// Long work away from the window's thread.
@NullMarked
package io.rooftile.gui.task;

import org.jspecify.annotations.NullMarked;
