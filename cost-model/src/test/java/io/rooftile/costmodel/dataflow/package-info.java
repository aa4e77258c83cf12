/// Tests of the dataflow family, with small networks built by hand and a simulator that knows no formula.
@NullMarked
package io.rooftile.costmodel.dataflow;

import org.jspecify.annotations.NullMarked;
