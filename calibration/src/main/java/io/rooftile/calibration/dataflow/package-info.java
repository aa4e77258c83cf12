/// Dataflow designs as hardware: compiled, replayed, simulated, and compared.
@NullMarked
package io.rooftile.calibration.dataflow;

import org.jspecify.annotations.NullMarked;
