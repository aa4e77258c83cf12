/// Explores both families for one network on one board: objectives, the joint genome, exact sub-solvers, and
/// the front they give. Knows design spaces and figures, never a layer type.
@NullMarked
package io.rooftile.dse;

import org.jspecify.annotations.NullMarked;
