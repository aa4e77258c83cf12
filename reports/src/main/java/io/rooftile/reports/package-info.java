/// What an exploration leaves behind: the run folder with its manifest, front, designs and report. Computes no new
/// number. [io.rooftile.reports.RunFolder] is the entry point.
@NullMarked
package io.rooftile.reports;

import org.jspecify.annotations.NullMarked;
