/// Parts, boards and coefficient sets: data files with a source for every figure, and the strict reader that turns them
/// into the records of `io.rooftile.core.device`. [io.rooftile.resourcedb.ResourceDatabase] is the entry point.
@NullMarked
package io.rooftile.resourcedb;

import org.jspecify.annotations.NullMarked;
