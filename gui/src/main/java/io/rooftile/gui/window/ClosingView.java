package io.rooftile.gui.window;

import io.rooftile.gui.text.Texts;
import javafx.scene.control.Alert;
import javafx.scene.control.ButtonBar;
import javafx.scene.control.ButtonType;
import javafx.stage.Stage;
import javafx.stage.WindowEvent;

/// Asks before a window is closed over something that runs.
public final class ClosingView {
    private static final ButtonType CLOSE = new ButtonType(Texts.of("closing.close"), ButtonBar.ButtonData.OTHER);
    private static final ButtonType STAY = new ButtonType(Texts.of("closing.stay"), ButtonBar.ButtonData.CANCEL_CLOSE);

    private final ClosingViewModel model;
    private final Stage stage;

    private ClosingView(ClosingViewModel model, Stage stage) {
        this.model = model;
        this.stage = stage;
    }

    /// Has a window ask from now on.
    public static void watch(Stage stage, ClosingViewModel model) {
        ClosingView view = new ClosingView(model, stage);
        stage.setOnCloseRequest(view::ask);
    }

    private void ask(WindowEvent event) {
        model.question().ifPresent(question -> {
            event.consume();
            Alert alert = new Alert(Alert.AlertType.CONFIRMATION, question.consequence(), CLOSE, STAY);
            alert.initOwner(stage);
            alert.setTitle(Texts.of("closing.title"));
            alert.setHeaderText(question.running());
            alert.getDialogPane().setId("closing");
            alert.getDialogPane().lookupButton(CLOSE).setId("closing-close");
            alert.getDialogPane().lookupButton(STAY).setId("closing-stay");
            alert.resultProperty().addListener((_, _, answer) -> {
                if (CLOSE.equals(answer)) {
                    model.end(stage::close);
                }
            });
            alert.show();
        });
    }
}
