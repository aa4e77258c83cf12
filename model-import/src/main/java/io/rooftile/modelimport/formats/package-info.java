/// All formats together: which file is read by which reader.
@NullMarked
package io.rooftile.modelimport.formats;

import org.jspecify.annotations.NullMarked;
