/// What other people's generators make of a design, by formulas of the few terms that their published figures
/// support: Vitis AI's DPU and CHaiDNN, FINN's matrix-vector unit, hls4ml's dense layers. Each
/// [io.rooftile.costmodel.published.Formula] is linear in coefficients that are never negative, so that the same terms
/// serve the fit and the estimate. Rules that follow from counting are plain numbers. None of this describes
/// Rooftile's own hardware.
@NullMarked
package io.rooftile.costmodel.published;

import org.jspecify.annotations.NullMarked;
