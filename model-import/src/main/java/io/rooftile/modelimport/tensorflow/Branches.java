package io.rooftile.modelimport.tensorflow;

import java.util.List;
import java.util.Map;

/// Conditions whose answer is known now, as of graphs that hold a training and an inference branch. Source: TensorFlow,
/// the control flow operations `Switch` and `Merge`.
final class Branches {
    private Branches() {}

    static boolean isBranch(Node node, List<Value> operands) {
        return switch (node.op()) {
            case "Switch" -> operands.size() == 2 && operands.get(1) instanceof Value.Known;
            case "Merge" -> operands.contains(new Value.Dead());
            default -> false;
        };
    }

    /// What the outputs of a branching node are.
    static Map<Ref, Value> read(Node node, List<Value> operands) throws Refusal {
        Ref first = new Ref(node.name(), 0);
        if (node.op().equals("Merge")) {
            List<Value> alive = operands.stream()
                    .filter(operand -> !(operand instanceof Value.Dead))
                    .toList();
            if (alive.size() > 1) {
                throw new Refusal("loops and branches cannot be imported", "export the model without control flow");
            }
            return Map.of(first, alive.isEmpty() ? new Value.Dead() : alive.getFirst());
        }
        boolean isTaken = new Step(node, operands).known(1, "condition").toReal("the condition") != 0;
        Ref second = new Ref(node.name(), 1);
        Value data = operands.getFirst();
        Value dead = new Value.Dead();
        return isTaken ? Map.of(first, dead, second, data) : Map.of(first, data, second, dead);
    }
}
