/// Tests of the elementary circuits, and the targets that tests of cost models share.
@NullMarked
package io.rooftile.costmodel.fabric;

import org.jspecify.annotations.NullMarked;
