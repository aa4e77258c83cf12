package io.rooftile.rtl.overlay;

/// Bytes that memory holds before the engine starts.
///
/// @param name what they are
/// @param address of the first
@SuppressWarnings("ArrayRecordComponent") // Written once, never compared.
public record MemoryPiece(String name, long address, byte[] bytes) {}
