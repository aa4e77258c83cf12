/// Starts other people's programs and gets them out of the way again. [Toolchain] finds a program and its version,
/// [ToolRun] runs it once within limits, [ToolResult] says how that ended, and [Cache] keeps what took long to make.
@NullMarked
package io.rooftile.calibration.tool;

import org.jspecify.annotations.NullMarked;
