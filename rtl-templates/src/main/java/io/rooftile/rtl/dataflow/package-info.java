/// Turns a dataflow design into cells, their parameters and their memories.
@NullMarked
package io.rooftile.rtl.dataflow;

import org.jspecify.annotations.NullMarked;
