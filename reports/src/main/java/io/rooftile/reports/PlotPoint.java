package io.rooftile.reports;

/// One point of a plot.
///
/// @param title what a browser shows when the mouse rests on it
/// @param target id of the element that a click leads to, or empty
record PlotPoint(double x, double y, String title, String target) {}
