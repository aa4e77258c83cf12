package io.rooftile.campaign;

import java.io.Serializable;

/// What comes back of an errand.
public sealed interface Parcel extends Serializable permits CellParcel, Refusal {
    /// Of an errand that none of several programs survived.
    static Parcel lost(String message) {
        return new CellParcel(CellResult.failed(message), 0, PackedFolder.EMPTY);
    }
}
