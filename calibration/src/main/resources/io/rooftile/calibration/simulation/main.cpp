// Drives a bench: its clock, its reset, and nothing else. Compiled with -DROOFTILE_RESET_CYCLES=n.
#include <memory>

#include "Vbench.h"
#include "verilated.h"

int main(int argc, char** argv) {
    const std::unique_ptr<VerilatedContext> context{new VerilatedContext};
    context->commandArgs(argc, argv);
    const std::unique_ptr<Vbench> bench{new Vbench{context.get()}};
    bench->rst = 1;
    // A cycle is two time steps; the reset ends after the last of its rising edges, with the clock still high.
    for (unsigned long cycle = 1; !context->gotFinish(); ++cycle) {
        bench->clk = 0;
        bench->eval();
        context->timeInc(1);
        bench->clk = 1;
        bench->eval();
        context->timeInc(1);
        if (cycle == ROOFTILE_RESET_CYCLES) bench->rst = 0;
    }
    bench->final();
    return 0;
}
