/// What an accelerator needs around it on a board: [UartShell] makes it a bitstream's top that speaks to a host over a
/// serial line, [AxiShell] an AXI4 block for AMD's tools.
@NullMarked
package io.rooftile.rtl.board;

import org.jspecify.annotations.NullMarked;
