@NullMarked
package io.rooftile.costmodel.published;

import org.jspecify.annotations.NullMarked;
