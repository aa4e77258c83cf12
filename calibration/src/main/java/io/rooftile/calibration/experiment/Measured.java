package io.rooftile.calibration.experiment;

import io.rooftile.core.device.ResourceVector;

/// What a tool made of a design of the experiment.
///
/// @param architecture of the part it was mapped to
/// @param number of the design
/// @param hardwareSha256 of the sources that were mapped
/// @param tool name and version
/// @param resources of the accelerator without a board's shell
public record Measured(String architecture, int number, String hardwareSha256, String tool, ResourceVector resources) {}
