package io.rooftile.modelimport.tensorflow;

import java.util.List;
import java.util.Map;

/// Where the numbers of a graph's variables come from.
@FunctionalInterface
interface VariableSource {
    /// The numbers of variables, by the name of the node that declares each.
    ///
    /// @param variables at least one
    /// @throws io.rooftile.core.UserInputException when they cannot be had
    Map<String, Literal> read(List<Node> variables);
}
