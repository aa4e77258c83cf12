package io.rooftile.gui.design;

import io.rooftile.costmodel.LayerEstimate;
import io.rooftile.gui.plot.Palette;
import io.rooftile.gui.text.Texts;
import io.rooftile.reports.Quantity;
import java.util.Comparator;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Orientation;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.SplitPane;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/// The chosen design: figures beside layers, and its timeline, roofline and utilisation as pictures.
public final class DesignView extends BorderPane {
    public DesignView(DesignViewModel model, ObservableValue<Palette> palette) {
        Label title = new Label();
        title.setId("design-title");
        title.getStyleClass().add("title");
        title.textProperty().bind(model.title());
        Label profile = new Label();
        profile.setId("design-profile");
        profile.setWrapText(true);
        profile.textProperty().bind(model.profile());
        VBox head = new VBox(2, title, profile);
        head.getStyleClass().add("controls");
        setTop(head);
        SplitPane split = new SplitPane(figures(model), pictures(model, palette), layers(model));
        split.setOrientation(Orientation.VERTICAL);
        split.setDividerPositions(0.34, 0.6);
        setCenter(split);
    }

    private static TabPane pictures(DesignViewModel model, ObservableValue<Palette> palette) {
        TabPane tabs = new TabPane(
                new Tab(Texts.of("design.timeline"), new TimelineView(model, palette)),
                new Tab(Texts.of("design.roofline"), new RooflineView(model, palette)),
                new Tab(Texts.of("design.usage"), new UsageView(model, palette)));
        tabs.setId("design-pictures");
        tabs.setTabClosingPolicy(TabPane.TabClosingPolicy.UNAVAILABLE);
        return tabs;
    }

    private static TableView<DesignViewModel.FigureRow> figures(DesignViewModel model) {
        TableView<DesignViewModel.FigureRow> table = new TableView<>(model.figures());
        table.setId("figures");
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        table.getColumns()
                .setAll(java.util.List.of(
                        text("column.figure", DesignViewModel.FigureRow::name),
                        right(text("column.estimate", DesignViewModel.FigureRow::value)),
                        text("column.unit", DesignViewModel.FigureRow::unit),
                        text("column.basis", DesignViewModel.FigureRow::basis)));
        return table;
    }

    private static TableView<LayerEstimate> layers(DesignViewModel model) {
        TableView<LayerEstimate> table = new TableView<>(model.layers());
        table.setId("layers");
        table.getColumns()
                .setAll(java.util.List.of(
                        wide(text("column.layer", LayerEstimate::layer), 130),
                        text("column.type", LayerEstimate::type),
                        wide(text("column.mapping", LayerEstimate::mapping), 190),
                        count("column.macs", layer -> layer.work().macs()),
                        count("column.cycles", layer -> layer.work().cycles()),
                        text("column.bound", layer -> layer.work().bound().word()),
                        count("column.bytes", layer -> layer.work().offChipBytes()),
                        count("column.lut", layer -> layer.resources().lut()),
                        count("column.ff", layer -> layer.resources().ff()),
                        count("column.dsp", layer -> layer.resources().dsp()),
                        count("column.bram", layer -> layer.resources().bram()),
                        count("column.uram", layer -> layer.resources().uram())));
        return table;
    }

    private static <R> TableColumn<R, String> text(String key, Function<R, String> value) {
        TableColumn<R, String> column = new TableColumn<>(Texts.of(key));
        column.setCellValueFactory(row -> new ReadOnlyObjectWrapper<>(value.apply(row.getValue())));
        return column;
    }

    private static <R> TableColumn<R, String> wide(TableColumn<R, String> column, double width) {
        column.setPrefWidth(width);
        return column;
    }

    private static <R> TableColumn<R, String> right(TableColumn<R, String> column) {
        column.setStyle("-fx-alignment: center-right;");
        return column;
    }

    private static <R> TableColumn<R, Long> count(String key, ToLongFunction<R> value) {
        TableColumn<R, Long> column = new TableColumn<>(Texts.of(key));
        column.setCellValueFactory(row -> new ReadOnlyObjectWrapper<>(value.applyAsLong(row.getValue())));
        column.setComparator(Comparator.naturalOrder());
        column.setCellFactory(_ -> new TableCell<>() {
            @Override
            protected void updateItem(@Nullable Long count, boolean empty) {
                super.updateItem(count, empty);
                setAlignment(Pos.CENTER_RIGHT);
                setText(empty || count == null ? null : Quantity.count(count));
            }
        });
        return column;
    }
}
