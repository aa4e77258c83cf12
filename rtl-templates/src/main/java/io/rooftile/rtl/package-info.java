/// SystemVerilog cells and what generates accelerators from them.
@NullMarked
package io.rooftile.rtl;

import org.jspecify.annotations.NullMarked;
