package io.rooftile.quantization.oracle;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.tensorflowlite.MutableOpResolver;

/// Functions of TensorFlow Lite that its Java binding leaves out, called by their C++ symbols.
///
/// The names are those that the Itanium C++ ABI gives them, so this works where the library was built with it:
/// Linux and macOS. Call [TfLiteRuntime#assumeLoads] first.
public final class NativeSymbols {
    /// An object of this size holds any op resolver: a table of functions, two maps and two lists.
    private static final long RESOLVER_BYTES = 4096;

    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG;

    private static final MethodHandle MULTIPLY =
            handle("_ZN6tflite29MultiplyByQuantizedMultiplierEiii", FunctionDescriptor.of(INT, INT, INT, INT));
    private static final MethodHandle MULTIPLY_LONG =
            handle("_ZN6tflite29MultiplyByQuantizedMultiplierElii", FunctionDescriptor.of(INT, LONG, INT, INT));
    private static final MethodHandle QUANTISE = handle(
            "_ZN6tflite18QuantizeMultiplierEdPiS0_",
            FunctionDescriptor.ofVoid(ValueLayout.JAVA_DOUBLE, ValueLayout.ADDRESS, ValueLayout.ADDRESS));

    private NativeSymbols() {}

    @SuppressWarnings("restricted") // Native code is what this is about.
    private static MethodHandle handle(String symbol, FunctionDescriptor type) {
        Loader.load(MutableOpResolver.class);
        MemorySegment address = SymbolLookup.loaderLookup()
                .find(symbol)
                .orElseThrow(() -> new IllegalStateException("the native library has no symbol " + symbol));
        return Linker.nativeLinker().downcallHandle(address, type);
    }

    /// A multiplier as TensorFlow Lite stores it: `multiplier * 2^(shift - 31)`.
    public record Multiplier(int multiplier, int shift) {}

    /// `tflite::MultiplyByQuantizedMultiplier` of an accumulator of 32 bits.
    public static int multiplyByQuantizedMultiplier(int value, int multiplier, int shift) {
        try {
            return (int) MULTIPLY.invokeExact(value, multiplier, shift);
        } catch (Throwable e) {
            throw new IllegalStateException("MultiplyByQuantizedMultiplier(int) failed", e);
        }
    }

    /// `tflite::MultiplyByQuantizedMultiplier` of an accumulator of 64 bits.
    public static int multiplyByQuantizedMultiplier(long value, int multiplier, int shift) {
        try {
            return (int) MULTIPLY_LONG.invokeExact(value, multiplier, shift);
        } catch (Throwable e) {
            throw new IllegalStateException("MultiplyByQuantizedMultiplier(long) failed", e);
        }
    }

    /// `tflite::QuantizeMultiplier`.
    public static Multiplier quantizeMultiplier(double real) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment multiplier = arena.allocate(INT);
            MemorySegment shift = arena.allocate(INT);
            QUANTISE.invokeExact(real, multiplier, shift);
            return new Multiplier(multiplier.get(INT, 0), shift.get(INT, 0));
        } catch (Throwable e) {
            throw new IllegalStateException("QuantizeMultiplier failed", e);
        }
    }

    /// A new resolver with the reference kernels, `tflite::ops::builtin::BuiltinRefOpResolver`.
    static MutableOpResolver referenceKernels() {
        MethodHandle construct = handle(
                "_ZN6tflite3ops7builtin20BuiltinRefOpResolverC1Ev", FunctionDescriptor.ofVoid(ValueLayout.ADDRESS));
        MethodHandle destroy = handle(
                "_ZN6tflite3ops7builtin20BuiltinRefOpResolverD1Ev", FunctionDescriptor.ofVoid(ValueLayout.ADDRESS));
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment object = arena.allocate(RESOLVER_BYTES, Long.BYTES);
            construct.invokeExact(object);
            MutableOpResolver copy = new MutableOpResolver();
            copy.AddAll(new MutableOpResolver(new At(object.address())));
            destroy.invokeExact(object);
            return copy;
        } catch (Throwable e) {
            throw new IllegalStateException("the reference kernels cannot be had", e);
        }
    }

    private static final class At extends Pointer {
        At(long address) {
            this.address = address;
        }
    }
}
