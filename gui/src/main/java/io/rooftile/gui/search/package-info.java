/// A search that runs while its front grows.
@NullMarked
package io.rooftile.gui.search;

import org.jspecify.annotations.NullMarked;
