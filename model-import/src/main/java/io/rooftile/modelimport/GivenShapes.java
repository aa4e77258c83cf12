package io.rooftile.modelimport;

import io.rooftile.core.UserInputException;
import io.rooftile.core.network.Shape;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Shapes that the user gives for inputs whose sizes the file leaves open, in the file's order of dimensions.
///
/// @param byName by the input's name; the empty name stands for the only input
public record GivenShapes(Map<String, Shape> byName) {
    public static final GivenShapes NONE = new GivenShapes(Map.of());

    /// The size that a file does not fix.
    public static final int OPEN = -1;

    public GivenShapes {
        byName = Map.copyOf(byName);
    }

    /// The shape for an input of any number of dimensions.
    public Optional<Shape> of(String input) {
        return Optional.ofNullable(byName.getOrDefault(input, byName.get("")));
    }

    /// The shape for an input.
    ///
    /// @param declared the sizes in the file, [#OPEN] where it does not fix them
    /// @throws UserInputException when the user's shape has another size where the file fixes one
    public Optional<Shape> of(String file, String input, List<Integer> declared) {
        Optional<Shape> given = of(input);
        given.ifPresent(shape -> {
            boolean fits = shape.rank() == declared.size();
            for (int axis = 0; fits && axis < shape.rank(); axis++) {
                fits = declared.get(axis) == OPEN || declared.get(axis) == shape.dim(axis);
            }
            if (!fits) {
                throw UserInputException.of(
                        file,
                        "input " + input,
                        "the file declares it with "
                                + declared.stream()
                                        .map(size -> size == OPEN ? "?" : String.valueOf(size))
                                        .collect(Collectors.joining("x"))
                                + ", which " + text(shape) + " does not fit",
                        "give a shape that differs only where the file has ?");
            }
        });
        return given;
    }

    /// Holds every name against the inputs that there are.
    ///
    /// @param inputs the names of all inputs of the file
    /// @throws UserInputException when a shape is given for no input
    public void requireInputs(String file, List<String> inputs) {
        for (String name : new TreeSet<>(byName.keySet())) {
            if (name.isEmpty() ? inputs.size() != 1 : !inputs.contains(name)) {
                throw UserInputException.of(
                        file,
                        "",
                        name.isEmpty()
                                ? "a shape without a name was given, but there are " + inputs.size() + " inputs"
                                : "a shape was given for " + name + ", which is no input",
                        "name one of " + String.join(", ", inputs));
            }
        }
    }

    private static String text(Shape shape) {
        return shape.dims().stream().map(String::valueOf).collect(Collectors.joining("x"));
    }
}
