/// What tools made of users' own designs: rows that a fit and a search need nothing else with.
@NullMarked
package io.rooftile.calibration.feedback;

import org.jspecify.annotations.NullMarked;
