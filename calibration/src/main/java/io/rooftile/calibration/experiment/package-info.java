/// The experiment behind calibration: designs by chance, and what the tools make of them.
@NullMarked
package io.rooftile.calibration.experiment;

import org.jspecify.annotations.NullMarked;
