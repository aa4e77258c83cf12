package io.rooftile.campaign;

/// Why a program cannot run cells of this campaign.
///
/// @param what is wrong
/// @param hint what to do
record Refusal(String what, String hint) implements Parcel {}
