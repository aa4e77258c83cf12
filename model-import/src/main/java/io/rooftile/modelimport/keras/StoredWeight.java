package io.rooftile.modelimport.keras;

import io.rooftile.core.UserInputException;
import io.rooftile.core.network.NumberFormat;
import java.util.List;
import java.util.function.Supplier;

/// One array of weights in a file, read when asked for.
///
/// @param name as the file calls it, for messages
/// @param dims in the file's order; a dimension may be too large to read
/// @param format of the stored elements; float64 is narrowed to float32 when read
/// @param values reads the elements, row-major; throws UserInputException when that fails
record StoredWeight(String name, List<Long> dims, NumberFormat format, Supplier<float[]> values) {
    /// How many there are.
    ///
    /// @throws io.rooftile.core.UserInputException when no file can hold them
    long elements() {
        double product = dims.stream().mapToDouble(Long::doubleValue).reduce(1, (a, b) -> a * b);
        if (!(product >= 0 && product <= Integer.MAX_VALUE)) {
            throw UserInputException.of(name, "", "the shape " + dims + " is too large", "save the model again");
        }
        return (long) product;
    }
}
