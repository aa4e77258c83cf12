/// An accelerator as a set of choices: everything that generating hardware needs beside the quantised network. What a
/// design costs is not part of it.
@NullMarked
package io.rooftile.core.design;

import org.jspecify.annotations.NullMarked;
