/// What a circuit does in every cycle: the same registers as the cells in hardware, so the same cycles.
@NullMarked
package io.rooftile.costmodel.replay;

import org.jspecify.annotations.NullMarked;
