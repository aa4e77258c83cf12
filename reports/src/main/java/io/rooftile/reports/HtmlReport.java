package io.rooftile.reports;

import io.rooftile.dse.Exploration;

/// `report.html`.
final class HtmlReport {
    private HtmlReport() {}

    static String text(Exploration exploration, RunManifest manifest) {
        return manifest.model() + exploration.network().name();
    }
}
