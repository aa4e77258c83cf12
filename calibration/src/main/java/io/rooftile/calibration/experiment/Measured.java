package io.rooftile.calibration.experiment;

import io.rooftile.core.device.ResourceVector;
import java.util.Optional;

/// What tools made of a design of the experiment.
///
/// @param architecture of the part it was mapped to
/// @param number of the design
/// @param hardwareSha256 of the sources that were mapped
/// @param tool that mapped it: name and version
/// @param resources of the accelerator without a board's shell
/// @param placed with the board's shell; empty where it does not fit or no open tool places for the part
public record Measured(
        String architecture,
        int number,
        String hardwareSha256,
        String tool,
        ResourceVector resources,
        Optional<Placed> placed) {

    /// What place and route reached.
    ///
    /// @param tool name and version
    /// @param fmaxHertz what the slowest path allows
    public record Placed(String tool, long fmaxHertz) {}

    /// One that was mapped only.
    public Measured(String architecture, int number, String hardwareSha256, String tool, ResourceVector resources) {
        this(architecture, number, hardwareSha256, tool, resources, Optional.empty());
    }
}
