/// Tests of what surrounds an accelerator on its board.
@NullMarked
package io.rooftile.rtl.board;

import org.jspecify.annotations.NullMarked;
