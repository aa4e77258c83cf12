package io.rooftile.costmodel.overlay;

import io.rooftile.core.design.MultiplierStyle;
import io.rooftile.costmodel.Figures;
import io.rooftile.costmodel.Target;
import io.rooftile.costmodel.fabric.Power;

/// Energy of what an engine does: products with their sums, reads of the buffers in each busy cycle, bytes to
/// and from memory; and power at full throughput. Source of the method: Horowitz, ISSCC 2014, DOI
/// 10.1109/ISSCC.2014.6757323.
final class OverlayPower {
    private final Power power;

    OverlayPower(Target target) {
        this.power = Power.of(target);
    }

    /// Energy of multiply-accumulates in DSP blocks or LUTs.
    double macPicojoules(Engine engine, OverlayResources resources, long macs) {
        MultiplierStyle style = resources.hasDsp() ? MultiplierStyle.DSP : MultiplierStyle.LUT;
        double multiply =
                power.multiplyPicojoules(style, engine.dataBits, engine.weightBits, engine.isPacked ? 0.5 : 1);
        return macs * (multiply + power.addPicojoules(OverlayResources.SUM_BITS));
    }

    /// Energy of the buffers while the array, or the lanes, are busy.
    double busyPicojoules(Engine engine, boolean isArray, long activeCycles) {
        double bits = isArray
                ? (double) engine.icp * (engine.pp * engine.dataBits + engine.ocp * engine.weightBits)
                : (double) engine.ocp * (engine.pp * engine.dataBits + engine.weightBits);
        return activeCycles * (power.bramPicojoules(bits) + power.registerPicojoules(2 * bits));
    }

    /// Energy of bytes to or from memory, with their write into or read from a buffer.
    double memoryPicojoules(Engine engine, long bytes) {
        double bits = (double) Byte.SIZE * bytes;
        double memory =
                engine.memory().isOnChip() ? power.uramPicojoules(bits) : power.offChipPicojoules((double) bytes);
        return memory + power.bramPicojoules(bits);
    }

    /// Writes power and energy from the dynamic energy of one inference.
    void write(double picojoulesPerInference, Figures out) {
        double throughput = (double) out.clockHertz / out.intervalCycles;
        double dynamic = picojoulesPerInference * throughput * 1e-9;
        out.powerMilliwatts =
                power.staticMilliwatts() + power.clockMilliwatts((double) out.ff, out.clockHertz) + dynamic;
        out.energyMillijoules = out.powerMilliwatts / throughput;
    }
}
