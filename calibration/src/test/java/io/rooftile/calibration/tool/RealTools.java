package io.rooftile.calibration.tool;

import io.rooftile.calibration.tool.ToolSearch.Found;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/// The tools of the machine that tests run on. A test that needs an absent one is skipped with a word, but fails where
/// everything has to be there: with `CI=true` in the environment.
public final class RealTools {
    public static final Toolchain TOOLCHAIN = Toolchain.of(System.getenv());

    private RealTools() {}

    public static void need(Tool... tools) {
        for (Tool tool : tools) {
            ToolSearch search = TOOLCHAIN.find(tool);
            if (!(search instanceof Found)) {
                String what = "needs " + tool.program() + ", but found " + search;
                if ("true".equals(System.getenv("CI"))) {
                    Assertions.fail(what);
                }
                Assumptions.abort(what);
            }
        }
    }
}
