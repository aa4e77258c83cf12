/// The vocabulary every other module speaks: networks, devices and designs, without I/O and without costs.
@NullMarked
package io.rooftile.core;

import org.jspecify.annotations.NullMarked;
