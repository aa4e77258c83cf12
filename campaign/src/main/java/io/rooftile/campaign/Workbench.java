package io.rooftile.campaign;

import io.rooftile.core.UserInputException;
import io.rooftile.dse.Exploration;
import io.rooftile.reports.RunManifest;
import java.io.Serializable;
import java.util.List;
import java.util.function.BooleanSupplier;

/// What a campaign needs of the program around it, which knows models, boards and tools. May be called from any thread,
/// and sent to other programs.
public interface Workbench extends Serializable {
    /// Of Rooftile: results of two versions are not mixed.
    String version();

    /// The built-in boards, sorted.
    List<String> boards();

    /// The built-in topologies, without `zoo:`.
    List<String> topologies();

    /// Makes sure that there is a model of a known kind; nothing of it is read.
    ///
    /// @param model a path, or `zoo:NAME`
    /// @throws UserInputException when there is not
    void requireModel(String model);

    /// The name of a board.
    ///
    /// @param nameOrFile a built-in name, or a path of the user's own
    /// @throws UserInputException when there is none, or its file has a mistake
    String boardName(String nameOrFile);

    /// SHA-256 of a file, of a folder's files, or of a name that is no file.
    String digest(String pathOrName);

    /// Explores.
    ///
    /// @param arguments of `rooftile explore`, without the folder for the result
    /// @param cancelled asked now and then; true ends it early
    /// @throws UserInputException when the model is refused or does not go with the other arguments
    Explored explore(List<String> arguments, BooleanSupplier cancelled);

    /// What was found, and what it was found from.
    record Explored(Exploration exploration, RunManifest manifest) {}

    /// Runs any command of Rooftile; never throws for what is wrong with its arguments, models or tools.
    Reply command(List<String> arguments);

    /// What a command answered.
    ///
    /// @param exitCode 0 for success
    record Reply(int exitCode, String out, String err) {}
}
