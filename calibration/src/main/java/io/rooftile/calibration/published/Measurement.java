package io.rooftile.calibration.published;

/// One published figure.
///
/// @param source file and table: `dpu/model_zoo_3_0`
/// @param kind what was done to get it: `board`, `route`, `vsynth`, `csynth`; figures of two kinds are never compared
/// @param family what is left out together when predictions are tested on what they were not fitted to
/// @param model the network or design
/// @param board the board or part, empty where none is named
/// @param figure name with its unit where it has one: `lut`, `fps_1thread`, `latency_cycles`
/// @param published as printed
public record Measurement(
        String source, String kind, String family, String model, String board, String figure, double published) {}
