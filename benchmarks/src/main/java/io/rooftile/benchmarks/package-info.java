/// JMH benchmarks of the hot paths; `rooftile bench` runs them.
@NullMarked
package io.rooftile.benchmarks;

import org.jspecify.annotations.NullMarked;
