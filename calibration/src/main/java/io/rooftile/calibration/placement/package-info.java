/// Places and routes mapped designs with nextpnr and packs a bitstream. Only iCE40 parts can be done with open
/// tools that
/// are packaged everywhere; [PlaceAndRoute] runs them and [PlacementResult] says which clock the part reaches.
@NullMarked
package io.rooftile.calibration.placement;

import org.jspecify.annotations.NullMarked;
