package io.rooftile.campaign;

import io.rooftile.campaign.Cluster.Session;
import io.rooftile.core.UserInputException;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;

/// Runs cells in the programs of a cluster; run folders and results come back here.
public final class RemoteCells implements CellExecutor {
    private final Cluster cluster;
    private final String master;
    private final Errand.Campaign campaign;

    private RemoteCells(Cluster cluster, String master, Errand.Campaign campaign) {
        this.cluster = cluster;
        this.master = master;
        this.campaign = campaign;
    }

    /// Cells of a plan.
    ///
    /// @param file that it was read from
    public static RemoteCells of(Cluster cluster, String master, Path file, Plan plan, String version) {
        return new RemoteCells(
                cluster,
                master,
                new Errand.Campaign(
                        file.toAbsolutePath().normalize().toString(),
                        version,
                        Runtime.version().feature(),
                        plan.digest(version)));
    }

    @Override
    public void run(Batch batch, BooleanSupplier cancelled) {
        if (batch.cells().isEmpty()) {
            return;
        }
        // All are handed over at once, so that whoever is free takes the next; each thread only waits.
        try (Session session = cluster.open(master, batch.task().workbench());
                ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
            Workers.each(batch.cells(), (cell, isOver) -> run(session, cell, batch, isOver), cancelled, pool);
        }
    }

    private void run(Session session, Cell cell, Batch batch, BooleanSupplier isOver) {
        Errand.Names names = new Errand.Names(
                cell.model().location(),
                cell.board().location(),
                batch.folder().cell(cell).toString());
        Parcel parcel = session.run(new Errand(campaign, cell.number(), names), isOver);
        if (isOver.getAsBoolean()) {
            return;
        }
        switch (parcel) {
            case CellParcel done -> {
                batch.folder().put(cell, done.run());
                batch.ended().accept(new CellRecord(cell, done.result(), done.milliseconds()));
            }
            case Refusal refusal -> throw UserInputException.of("--master", master, refusal.what(), refusal.hint());
        }
    }
}
