/// Designs made into hardware: the command line at work in the background.
@NullMarked
package io.rooftile.gui.act;

import org.jspecify.annotations.NullMarked;
