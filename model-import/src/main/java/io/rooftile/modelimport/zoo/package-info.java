/// Built-in topologies without weights, for an architect with no file at hand. [io.rooftile.modelimport.zoo.Zoo] is the
/// entry point; each family says in its class which published variant it is.
@NullMarked
package io.rooftile.modelimport.zoo;

import org.jspecify.annotations.NullMarked;
