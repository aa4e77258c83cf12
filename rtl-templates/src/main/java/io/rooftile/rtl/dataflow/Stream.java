package io.rooftile.rtl.dataflow;

import io.rooftile.rtl.StreamFormat;

/// A place in a circuit where words come out.
///
/// @param cell index of the cell, or [io.rooftile.core.dataflow.Circuit#OUTSIDE]
/// @param port which of its outputs
/// @param lanes elements of one word
/// @param format of an element
/// @param words in one inference
record Stream(int cell, int port, int lanes, StreamFormat format, long words) {
    int widthBits() {
        return lanes * format.bits();
    }

    Stream withFormat(StreamFormat other) {
        return new Stream(cell, port, lanes, other, words);
    }
}
