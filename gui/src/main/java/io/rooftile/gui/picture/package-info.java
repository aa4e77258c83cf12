/// Small drawings, and pictures as files.
@NullMarked
package io.rooftile.gui.picture;

import org.jspecify.annotations.NullMarked;
