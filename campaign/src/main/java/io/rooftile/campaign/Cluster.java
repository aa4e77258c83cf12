package io.rooftile.campaign;

import io.rooftile.core.UserInputException;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.function.BooleanSupplier;

/// Programs on this machine or others that run cells. One may be on the class path, as a service of the loader.
public interface Cluster {
    /// The one that is on the class path.
    static Optional<Cluster> installed() {
        return ServiceLoader.load(Cluster.class).findFirst();
    }

    /// Makes sure that an address is one; nobody is called.
    ///
    /// @throws UserInputException when it is not
    void require(String master);

    /// Calls the programs.
    ///
    /// @throws UserInputException when there is nobody
    Session open(String master, Workbench workbench);

    /// A connection to them.
    interface Session extends AutoCloseable {
        /// Runs an errand on any of them, on another one where that one is lost. May be called from any thread.
        ///
        /// @param isOver asked now and then; true ends it early, and the result is then good for nothing
        /// @throws UserInputException when they are all lost, or are not what they should be
        Parcel run(Errand errand, BooleanSupplier isOver);

        /// Leaves them.
        @Override
        void close();
    }
}
