/// Vivado, which Rooftile never runs: [VivadoProject] writes the script that a user runs where there is a licence, and
/// [VivadoResult] reads the reports that come back.
@NullMarked
package io.rooftile.calibration.vivado;

import org.jspecify.annotations.NullMarked;
