package io.rooftile.core.device;

import io.rooftile.core.UserInputException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// A named set of coefficients, per architecture.
///
/// @param id name and content hash; every estimate carries it
/// @param byArchitecture architecture, then coefficient name
public record Coefficients(String id, Map<String, Map<String, Coefficient>> byArchitecture) {
    public Coefficients {
        Map<String, Map<String, Coefficient>> copy = new TreeMap<>();
        byArchitecture.forEach((architecture, values) -> copy.put(architecture, Map.copyOf(values)));
        byArchitecture = Map.copyOf(copy);
    }

    /// One coefficient. There are no defaults.
    ///
    /// @param unit what the caller's formula expects
    /// @throws UserInputException when the set lacks it or has it in another unit
    public Coefficient get(String architecture, String name, String unit) {
        Coefficient found = byArchitecture.getOrDefault(architecture, Map.of()).get(name);
        if (found == null) {
            throw UserInputException.of(
                    "coefficient set " + id,
                    "architecture " + architecture,
                    "coefficient " + name + " (" + unit + ") is missing",
                    "add it with its source to the set, or choose a part whose architecture the set covers");
        }
        requireUnit(architecture, name, unit, found);
        return found;
    }

    /// The same of one that not every set has; empty where it is missing.
    ///
    /// @throws UserInputException when it is there in another unit
    public Optional<Coefficient> find(String architecture, String name, String unit) {
        Optional<Coefficient> found = Optional.ofNullable(
                byArchitecture.getOrDefault(architecture, Map.of()).get(name));
        found.ifPresent(coefficient -> requireUnit(architecture, name, unit, coefficient));
        return found;
    }

    private void requireUnit(String architecture, String name, String unit, Coefficient found) {
        if (!found.unit().equals(unit)) {
            throw UserInputException.of(
                    "coefficient set " + id,
                    "architecture " + architecture + ", " + name,
                    "the unit is " + found.unit() + " but the model needs " + unit,
                    "convert the value and state the unit " + unit);
        }
    }
}
