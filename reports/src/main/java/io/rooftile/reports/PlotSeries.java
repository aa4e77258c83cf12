package io.rooftile.reports;

import java.util.List;

/// Points drawn alike, or a line through them.
///
/// @param style how they look
record PlotSeries(Style style, List<PlotPoint> points) {
    /// Marker and CSS class. Shape and colour both tell the families apart, for readers who cannot tell the colours.
    enum Style {
        OVERLAY("overlay", "M0-5A5 5 0 1 1 0 5A5 5 0 1 1 0-5Z"),
        DATAFLOW("dataflow", "M0-6L6 0L0 6L-6 0Z"),
        OVERLAY_DOMINATED("overlay hollow", OVERLAY.outline),
        DATAFLOW_DOMINATED("dataflow hollow", DATAFLOW.outline),
        /// A whole network among its layers.
        OVERLAY_WHOLE("overlay whole", "M-8 0A8 8 0 1 1 8 0A8 8 0 1 1-8 0Z"),
        DATAFLOW_WHOLE("dataflow whole", "M0-9L9 0L0 9L-9 0Z"),
        LINE("roof", "M-8 0L8 0");

        private final String cssClass;
        private final String outline;

        Style(String cssClass, String outline) {
            this.cssClass = cssClass;
            this.outline = outline;
        }

        String cssClass() {
            return cssClass;
        }

        /// Whether it shows designs that the other family beats.
        boolean isHollow() {
            return this == OVERLAY_DOMINATED || this == DATAFLOW_DOMINATED;
        }

        /// The marker's path round the point.
        String outline() {
            return outline;
        }
    }

    PlotSeries {
        points = List.copyOf(points);
    }
}
