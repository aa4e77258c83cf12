package io.rooftile.quantization.oracle;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.tensorflowlite.BuiltinOpResolverWithoutDefaultDelegates;
import org.bytedeco.tensorflowlite.FlatBufferModel;
import org.bytedeco.tensorflowlite.Interpreter;
import org.bytedeco.tensorflowlite.InterpreterBuilder;
import org.bytedeco.tensorflowlite.MutableOpResolver;
import org.bytedeco.tensorflowlite.TfLiteTensor;
import org.bytedeco.tensorflowlite.global.tensorflowlite;
import org.junit.jupiter.api.Assumptions;

/// A TensorFlow Lite model in native memory that runs on raw rows, one thread, no delegate.
public final class TfLiteRuntime implements AutoCloseable {
    /// Which of TensorFlow Lite's own kernels compute.
    public enum Kernels {
        /// The plain loops of `kernels/internal/reference`: what to compare with bit for bit. Accumulators of
        /// 32 bits are rounded twice, halves away from zero; those of 64 bits once, halves upwards.
        REFERENCE,
        /// What an application gets without delegates: `kernels/internal/optimized` and Ruy.
        ///
        /// On x86 these are one step off the reference here and there: int8 convolutions and dense layers and
        /// int16 dense layers without bias (rounded twice, halves upwards), means that keep their dimensions,
        /// uint8 bilinear resizing, and seldom softmax of 8 bits.
        OPTIMISED
    }

    private static final int OK = 0;

    // The interpreter refers to all of these, so they live as long as it.
    private final BytePointer bytes;
    private final FlatBufferModel model;
    private final MutableOpResolver resolver;
    private final Interpreter interpreter;

    private TfLiteRuntime(byte[] file, Kernels kernels) {
        bytes = new BytePointer(file);
        model = FlatBufferModel.BuildFromBuffer(bytes, file.length);
        if (model == null || model.isNull()) {
            throw new IllegalArgumentException("TensorFlow Lite takes the " + file.length + " bytes for no model");
        }
        resolver = switch (kernels) {
            case REFERENCE -> NativeSymbols.referenceKernels();
            case OPTIMISED -> new BuiltinOpResolverWithoutDefaultDelegates();
        };
        interpreter = new Interpreter((Pointer) null);
        try (InterpreterBuilder builder = new InterpreterBuilder(model, resolver)) {
            require(builder.apply(interpreter), "the interpreter cannot be built", kernels);
        }
        require(interpreter.SetNumThreads(1), "the number of threads cannot be set", kernels);
        require(interpreter.AllocateTensors(), "the tensors cannot be allocated", kernels);
    }

    /// Loads a model. Where the native library is not there for the platform, the calling test is skipped.
    ///
    /// @throws IllegalArgumentException when TensorFlow Lite refuses the model; its reason is on standard error
    public static TfLiteRuntime open(TestNet net, Kernels kernels) {
        assumeLoads();
        return new TfLiteRuntime(net.bytes(), kernels);
    }

    /// As [#open(TestNet, Kernels)], of the bytes of a `.tflite` file.
    public static TfLiteRuntime open(byte[] file, Kernels kernels) {
        assumeLoads();
        return new TfLiteRuntime(file, kernels);
    }

    /// Skips the calling test where the native library cannot be loaded.
    public static void assumeLoads() {
        try {
            Loader.load(tensorflowlite.class);
        } catch (UnsatisfiedLinkError e) {
            Assumptions.abort("TensorFlow Lite's native library does not load here: " + e.getMessage());
        }
    }

    private static void require(int status, String what, Kernels kernels) {
        if (status != OK) {
            throw new IllegalArgumentException(what + " with the " + kernels + " kernels (status " + status
                    + "); the reason is on standard error");
        }
    }

    /// Runs one row.
    ///
    /// @param row of every input its elements, little endian, in row-major order
    /// @return of every output its elements, likewise
    public byte[][] run(byte[]... row) {
        IntPointer inputs = interpreter.inputs();
        for (int i = 0; i < row.length; i++) {
            write(interpreter.tensor(inputs.get(i)), row[i]);
        }
        int status = interpreter.Invoke();
        if (status != OK) {
            throw new IllegalStateException("the model does not run (status " + status + ")");
        }
        IntPointer outputs = interpreter.outputs();
        return IntStream.range(0, Math.toIntExact(outputs.limit()))
                .mapToObj(i -> read(interpreter.tensor(outputs.get(i))))
                .toArray(byte[][]::new);
    }

    /// The elements of a tensor of the model after the last run; an inner one may have been overwritten since it was
    /// made, as tensors share memory. To see one, make it an output of the model.
    public byte[] tensor(int number) {
        return read(interpreter.tensor(number));
    }

    private static void write(TfLiteTensor tensor, byte[] elements) {
        long size = tensorflowlite.TfLiteTensorByteSize(tensor);
        if (size != elements.length) {
            throw new IllegalArgumentException("an input takes " + size + " bytes, but got " + elements.length);
        }
        try (BytePointer source = new BytePointer(elements)) {
            tensorflowlite.TfLiteTensorCopyFromBuffer(tensor, source, size);
        }
    }

    private static byte[] read(TfLiteTensor tensor) {
        byte[] elements = new byte[Math.toIntExact(tensorflowlite.TfLiteTensorByteSize(tensor))];
        try (BytePointer target = new BytePointer(elements.length)) {
            tensorflowlite.TfLiteTensorCopyToBuffer(tensor, target, elements.length);
            target.get(elements);
        }
        return elements;
    }

    @Override
    public void close() {
        Arrays.asList(interpreter, resolver, model, bytes).forEach(Pointer::close);
    }
}
