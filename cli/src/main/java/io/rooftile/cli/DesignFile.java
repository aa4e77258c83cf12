package io.rooftile.cli;

import io.rooftile.core.UserInputException;
import io.rooftile.core.design.DataflowDesign;
import io.rooftile.core.design.Design;
import io.rooftile.core.design.IllegalDesignException;
import io.rooftile.core.design.OverlayDesign;
import io.rooftile.core.network.Network;
import io.rooftile.costmodel.Outcome;
import io.rooftile.costmodel.Target;
import io.rooftile.costmodel.dataflow.DataflowModel;
import io.rooftile.costmodel.overlay.OverlayModel;
import io.rooftile.reports.DesignYaml;
import java.nio.file.Path;
import java.util.function.Supplier;

/// A design as a file, which a user may have edited: what is wrong with the design is told with the file's name.
record DesignFile(Path path, Design design) {
    /// @throws UserInputException when the file is missing or not a design
    static DesignFile read(Path path) {
        return new DesignFile(path, DesignYaml.read(path));
    }

    /// @throws UserInputException when the design is not one of the network on the target's part
    Outcome estimate(Network network, Target target) {
        return legal(() -> switch (design) {
            case OverlayDesign overlay -> OverlayModel.estimate(network, overlay, target);
            case DataflowDesign dataflow -> DataflowModel.estimate(network, dataflow, target);
        });
    }

    /// What a look at the design gives.
    ///
    /// @throws UserInputException when it finds the design illegal
    <T> T legal(Supplier<T> look) {
        try {
            return look.get();
        } catch (IllegalDesignException illegal) {
            throw UserInputException.of(
                    path.toString(),
                    "",
                    String.valueOf(illegal.getMessage()),
                    "edit the file, or take a design that explore found for this model and board");
        }
    }
}
