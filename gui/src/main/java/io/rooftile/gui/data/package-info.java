/// What the views show: opened runs, their designs as points, what is selected and brushed. No toolkit but observable
/// values.
@NullMarked
package io.rooftile.gui.data;

import org.jspecify.annotations.NullMarked;
