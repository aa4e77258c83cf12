package io.rooftile.gui.design;

import io.rooftile.core.UserInputException;
import io.rooftile.core.design.OverlayDesign;
import io.rooftile.core.device.Basis;
import io.rooftile.core.network.Network;
import io.rooftile.costmodel.Estimate;
import io.rooftile.costmodel.Figures;
import io.rooftile.costmodel.LayerEstimate;
import io.rooftile.costmodel.Target;
import io.rooftile.costmodel.overlay.OverlayModel;
import io.rooftile.costmodel.overlay.UnitCycles;
import io.rooftile.dse.CycleProfile;
import io.rooftile.dse.Roofline;
import io.rooftile.dse.Usage;
import io.rooftile.gui.data.Reasons;
import io.rooftile.gui.data.RunDesign;
import io.rooftile.gui.data.RunInputs;
import io.rooftile.gui.data.Workspace;
import io.rooftile.gui.task.TaskRunner;
import io.rooftile.gui.text.Texts;
import io.rooftile.reports.Quantity;
import io.rooftile.reports.StoredRun;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/// The chosen design: its figures, its layers, how full the part is, where its layers lie under the roofs.
public final class DesignViewModel {
    /// One figure of the whole design.
    ///
    /// @param basis how far it can be trusted, in a word
    public record FigureRow(String name, String value, String unit, String basis) {}

    /// What takes the board to tell.
    public record OnBoard(List<Usage> usage, Roofline roofline) {
        public OnBoard {
            usage = List.copyOf(usage);
        }
    }

    private final Workspace workspace;
    private final ObjectProperty<@Nullable RunDesign> chosen;
    private final TaskRunner tasks;
    private final Consumer<Exception> failed;
    private final ReadOnlyStringWrapper title = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper profile = new ReadOnlyStringWrapper("");
    private final ObservableList<FigureRow> figures = FXCollections.observableArrayList();
    private final ObservableList<LayerEstimate> layers = FXCollections.observableArrayList();
    private final ReadOnlyObjectWrapper<@Nullable OnBoard> onBoard = new ReadOnlyObjectWrapper<>();
    private final ObservableList<UnitCycles> units = FXCollections.observableArrayList();
    /// Written and read by working threads: two that read the same model at once do no harm.
    private volatile @Nullable RunNetwork lastRead;

    private record RunNetwork(StoredRun run, Network network) {}

    /// @param failed hears why the run's board cannot be looked at
    public DesignViewModel(Workspace workspace, TaskRunner tasks, Consumer<Exception> failed) {
        this.workspace = workspace;
        this.chosen = workspace.chosen();
        this.tasks = tasks;
        this.failed = failed;
        chosen.addListener((_, _, design) -> show(design));
        // A run without designs chooses none, and is explained all the same.
        workspace.runs().addListener((ListChangeListener<StoredRun>) _ -> {
            if (chosen.get() == null) {
                show(null);
            }
        });
        show(chosen.get());
    }

    public ReadOnlyStringProperty title() {
        return title.getReadOnlyProperty();
    }

    /// What the cycles are spent on, in words.
    public ReadOnlyStringProperty profile() {
        return profile.getReadOnlyProperty();
    }

    public ObservableList<FigureRow> figures() {
        return figures;
    }

    public ObservableList<LayerEstimate> layers() {
        return layers;
    }

    /// Null until it is known.
    public ReadOnlyObjectProperty<@Nullable OnBoard> onBoard() {
        return onBoard.getReadOnlyProperty();
    }

    /// How long the units of an overlay work on each of its layers; empty until it is known, where the model is
    /// no longer
    /// there to tell, and for a dataflow design.
    public ObservableList<UnitCycles> units() {
        return units;
    }

    public @Nullable RunDesign design() {
        return chosen.get();
    }

    private void show(@Nullable RunDesign design) {
        onBoard.set(null);
        units.clear();
        if (design == null) {
            List<StoredRun> runs = workspace.runs();
            boolean isNothing = !runs.isEmpty() && runs.getLast().designs().isEmpty();
            title.set(
                    isNothing
                            ? Texts.of(
                                    "design.nothing",
                                    runs.getLast().network(),
                                    runs.getLast().board())
                            : Texts.of("design.none"));
            profile.set(isNothing ? Reasons.of(runs.getLast()) : "");
            figures.clear();
            layers.clear();
            return;
        }
        title.set(design.title());
        profile.set(profile(design.estimate()));
        figures.setAll(rows(design.estimate()));
        layers.setAll(design.estimate().layers());
        tasks.run(
                () -> onBoard(design),
                found -> {
                    if (design.equals(chosen.get())) {
                        onBoard.set(found);
                    }
                },
                failed);
        if (design.estimate().design() instanceof OverlayDesign overlay) {
            tasks.run(
                    () -> unitCycles(design.run(), overlay),
                    found -> {
                        if (design.equals(chosen.get())) {
                            units.setAll(found);
                        }
                    },
                    failed);
        }
    }

    private List<UnitCycles> unitCycles(StoredRun run, OverlayDesign overlay) {
        try {
            RunInputs inputs = RunInputs.of(run);
            RunNetwork former = lastRead;
            RunNetwork read = former != null && former.run().equals(run)
                    ? former
                    : new RunNetwork(run, inputs.imported().network());
            lastRead = read;
            return OverlayModel.unitCycles(read.network(), overlay, inputs.target());
        } catch (UserInputException gone) {
            // A run can be looked at without its model; what-if says what is wrong with it.
            return List.of();
        }
    }

    private static OnBoard onBoard(RunDesign design) {
        Target target = RunInputs.of(design.run()).target();
        return new OnBoard(Usage.of(design.estimate(), target), Roofline.of(design.estimate(), target));
    }

    private static String profile(Estimate estimate) {
        CycleProfile profile = CycleProfile.of(estimate);
        Optional<String> slowest = profile.slowest()
                .map(layer -> Texts.of(
                        "design.profile",
                        layer.layer(),
                        Quantity.count(layer.work().cycles()),
                        layer.work().bound().word(),
                        Quantity.percent(profile.macEfficiencyFraction())));
        return slowest.orElse("");
    }

    /// The figures of an estimate as rows.
    public static List<FigureRow> rows(Estimate estimate) {
        Figures f = estimate.figures();
        return List.of(
                row(estimate, "latency", Quantity.count(f.latencyCycles), "cycles", "latencyCycles"),
                row(estimate, "latency", Quantity.column(f.latencyMilliseconds()), "ms", "latencyCycles"),
                row(estimate, "interval", Quantity.count(f.intervalCycles), "cycles/inference", "intervalCycles"),
                row(estimate, "throughput", Quantity.column(f.throughputPerSecond()), "inferences/s", "intervalCycles"),
                row(estimate, "clock", Quantity.plain(f.clockHertz / 1e6), "MHz", "clockHertz"),
                row(estimate, "lut", Quantity.count(f.lut), "blocks", "lut"),
                row(estimate, "ff", Quantity.count(f.ff), "blocks", "ff"),
                row(estimate, "dsp", Quantity.count(f.dsp), "blocks", "dsp"),
                row(estimate, "bram", Quantity.count(f.bram), "blocks", "bram"),
                row(estimate, "uram", Quantity.count(f.uram), "blocks", "uram"),
                row(estimate, "off chip", Quantity.count(f.offChipBytes), "bytes/inference", "offChipBytes"),
                row(estimate, "power", Quantity.column(f.powerMilliwatts), "mW", "powerMilliwatts"),
                row(estimate, "energy", Quantity.column(f.energyMillijoules), "mJ/inference", "energyMillijoules"));
    }

    private static FigureRow row(Estimate estimate, String name, String value, String unit, String figure) {
        Basis basis = estimate.basis().get(figure);
        return new FigureRow(
                name, value, unit, basis == null ? "not stated" : basis.name().toLowerCase(Locale.ROOT));
    }
}
