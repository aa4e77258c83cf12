/// The overlay family: one engine with a `PP x ICP x OCP` multiply array, banked on-chip buffers and load,
/// compute and store units that run at once, which works through the network layer by layer.
/// [io.rooftile.costmodel.overlay.OverlaySpace] is all such engines for one network and one target;
/// [io.rooftile.costmodel.overlay.OverlayModel] estimates one of them layer by layer. The architecture and
/// every formula are in `docs/model/overlay.md`.
@NullMarked
package io.rooftile.costmodel.overlay;

import org.jspecify.annotations.NullMarked;
