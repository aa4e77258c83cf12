/// What hardware there is: parts with their resources, boards with their memory, and the coefficients that cost models
/// use for a part's architecture. Data comes from outside; nothing here reads a file.
@NullMarked
package io.rooftile.core.device;

import org.jspecify.annotations.NullMarked;
