package io.rooftile.cli;

import io.rooftile.calibration.tool.WorkFolder;
import io.rooftile.reports.WholePath.Steps;
import io.rooftile.reports.WholePath.Workplace;
import java.io.IOException;
import java.nio.file.Path;

/// Where hardware is made: whoever presses Ctrl-C finds nothing of it.
record HardwareWorkplace(WorkFolder folder) implements Workplace {
    static Workplace in(Path parent) throws IOException {
        return new HardwareWorkplace(WorkFolder.in(parent, ".rooftile-"));
    }

    @Override
    public Path path() {
        return folder.path();
    }

    @Override
    public void undisturbed(Steps steps) throws IOException {
        WorkFolder.undisturbed(steps::take);
    }

    @Override
    public void close() {
        folder.close();
    }
}
