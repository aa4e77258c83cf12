/// Dataflow designs as hardware: compiled, replayed, simulated, and compared.
@NullMarked
package io.rooftile.calibration.experiment;

import org.jspecify.annotations.NullMarked;
