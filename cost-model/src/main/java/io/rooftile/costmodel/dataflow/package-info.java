/// The dataflow family (hls4ml- and FINN-like): every layer is a pipeline stage of its own. The architecture and each
/// formula are in `docs/model/dataflow.md`.
@NullMarked
package io.rooftile.costmodel.dataflow;

import org.jspecify.annotations.NullMarked;
