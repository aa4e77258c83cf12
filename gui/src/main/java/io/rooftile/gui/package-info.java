/// The window of Rooftile: a composition root beside the command line. [RooftileGui] starts it.
@NullMarked
package io.rooftile.gui;

import org.jspecify.annotations.NullMarked;
