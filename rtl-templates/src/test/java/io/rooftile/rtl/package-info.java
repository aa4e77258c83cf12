/// Tests of the SystemVerilog cells, with the tools that simulate and synthesise them.
@NullMarked
package io.rooftile.rtl;

import org.jspecify.annotations.NullMarked;
