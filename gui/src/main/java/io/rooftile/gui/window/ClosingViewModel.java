package io.rooftile.gui.window;

import io.rooftile.gui.act.ActViewModel;
import io.rooftile.gui.search.SearchViewModel;
import io.rooftile.gui.text.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What still runs when the window is to be closed, and its end.
public final class ClosingViewModel {
    /// What a person is asked.
    ///
    /// @param running what still runs
    /// @param consequence what closing does to it
    public record Question(String running, String consequence) {}

    private final SearchViewModel search;
    private final ActViewModel act;
    private final MainViewModel main;

    public ClosingViewModel(SearchViewModel search, ActViewModel act, MainViewModel main) {
        this.search = search;
        this.act = act;
        this.main = main;
    }

    /// Nothing where the window can be closed without further ado.
    public Optional<Question> question() {
        List<String> running = new ArrayList<>();
        List<String> consequence = new ArrayList<>();
        switch (search.state().get()) {
            case IDLE -> {}
            case RUNNING, PAUSED -> {
                running.add(Texts.of("closing.search"));
                consequence.add(Texts.of("closing.search.end"));
            }
            case UNSAVED -> {
                running.add(Texts.of("closing.unsaved"));
                consequence.add(Texts.of("closing.unsaved.end"));
            }
        }
        if (act.busy().get()) {
            running.add(Texts.of("closing.act"));
            consequence.add(Texts.of("closing.act.end"));
        }
        return running.isEmpty()
                ? Optional.empty()
                : Optional.of(new Question(String.join(" ", running), String.join(" ", consequence)));
    }

    /// Ends what runs and closes when it has come to its end; stays open when what was found could not be kept.
    public void end(Runnable close) {
        search.stop();
        act.cancel();
        if (search.state().get() == SearchViewModel.State.UNSAVED) {
            close.run();
            return;
        }
        main.say(Texts.of("closing.ending"));
        search.state().addListener((_, _, _) -> closeWhenQuiet(close));
        act.busy().addListener((_, _, _) -> closeWhenQuiet(close));
        closeWhenQuiet(close);
    }

    private void closeWhenQuiet(Runnable close) {
        if (search.state().get() == SearchViewModel.State.IDLE
                && !act.busy().get()
                && main.fault().get() == null) {
            close.run();
        }
    }
}
