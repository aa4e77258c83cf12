/// Graph passes: each a pure function from network to network that leaves what is computed unchanged.
@NullMarked
package io.rooftile.modelimport.passes;

import org.jspecify.annotations.NullMarked;
