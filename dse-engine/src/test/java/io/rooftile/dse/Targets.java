package io.rooftile.dse;

import io.rooftile.costmodel.Target;
import io.rooftile.resourcedb.ResourceDatabase;

/// Built-in boards with the coefficients that need no measurement.
final class Targets {
    private Targets() {}

    static Target board(String name) {
        ResourceDatabase database = ResourceDatabase.builtIn();
        return Target.of(database.board(name), database.coefficients(ResourceDatabase.THEORY));
    }
}
