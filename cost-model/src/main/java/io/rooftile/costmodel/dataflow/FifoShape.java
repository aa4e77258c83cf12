package io.rooftile.costmodel.dataflow;

/// A FIFO in front of a join as it is built.
///
/// @param depthWords words it holds
/// @param widthBits bits of a word
public record FifoShape(long depthWords, long widthBits) {}
