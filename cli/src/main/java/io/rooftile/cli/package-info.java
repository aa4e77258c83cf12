/// The command line: reads arguments, calls the modules, prints. Holds no formula.
@NullMarked
package io.rooftile.cli;

import org.jspecify.annotations.NullMarked;
