/// The models that ship with Rooftile: what draws their data, trains them and writes them to disk.
///
/// The one entry point is [io.rooftile.examples.TrainExamples]. Nothing here is needed to use a shipped model: the
/// folders `digits/` and `gestures/` beside this module hold the trained files and their labelled test rows.
@NullMarked
package io.rooftile.examples;

import org.jspecify.annotations.NullMarked;
