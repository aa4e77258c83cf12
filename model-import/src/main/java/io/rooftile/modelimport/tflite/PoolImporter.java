package io.rooftile.modelimport.tflite;

import io.rooftile.core.network.Padding;
import io.rooftile.core.network.Pool;
import io.rooftile.core.network.Tensor;
import io.rooftile.core.network.Window;
import org.tensorflow.lite.schema.BuiltinOptions;
import org.tensorflow.lite.schema.Pool2DOptions;

/// `AVERAGE_POOL_2D` and `MAX_POOL_2D`.
record PoolImporter(Pool.Kind kind) implements OpImporter {
    @Override
    public void importInto(Operation operation) {
        Pool2DOptions options = operation.requiredOptions(BuiltinOptions.Pool2DOptions, new Pool2DOptions());
        Tensor input = operation.activation(0);
        Tensor output = operation.output();
        Window valid = Window.of(
                options.filterHeight(), options.filterWidth(), options.strideH(), options.strideW(), Padding.NONE);
        operation.add(new Pool(
                operation.name(),
                input,
                output,
                kind,
                Windows.of(operation, input.shape(), options.padding(), valid),
                FusedActivations.of(options.fusedActivationFunction())));
    }
}
