/// Tests of the example models that ship, and of what makes them.
@NullMarked
package io.rooftile.examples;

import org.jspecify.annotations.NullMarked;
