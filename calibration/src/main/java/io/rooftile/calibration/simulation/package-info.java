/// Runs generated hardware in Verilator. [Simulator] compiles a bench to a [CompiledBench], which runs as often
/// as there are
/// inputs and gives [BenchOutput].
///
/// # What a bench is
///
/// The top module has two inputs and nothing else: `clk`, which rises once a cycle, and `rst`, which is high for
/// the first [Simulator#RESET_CYCLES] rising edges. Both are driven from C++: a clock inside the bench
/// (`--timing`) took
/// 0.50 s instead of 0.24 s for 4 million cycles of a two-multiplier circuit and 2.06 s instead of 1.88 s for one of 64
/// multipliers (Verilator 5.006, g++ 12, user time), and it needs coroutines from the C++ compiler. The bench reads its
/// inputs with `$readmemh` from the folder it runs in and its settings with `$value$plusargs`. It prints lines
/// `rooftile KEY VALUE...`, `rooftile done` when it has seen all, and calls `$finish`.
@NullMarked
package io.rooftile.calibration.simulation;

import org.jspecify.annotations.NullMarked;
