/// What elementary circuits cost on a part: multipliers, adders, memories in LUTs, and the energy of using them. Both
/// families build their estimates from [io.rooftile.costmodel.fabric.Fabric] and
/// [io.rooftile.costmodel.fabric.Power], so that a multiplier costs the same in either. The coefficients and the source
/// of each formula are in `docs/model/fabric.md`.
@NullMarked
package io.rooftile.costmodel.fabric;

import org.jspecify.annotations.NullMarked;
