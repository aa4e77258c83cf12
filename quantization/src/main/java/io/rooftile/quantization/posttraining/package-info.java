/// Post-training quantisation: from a trained network of real numbers, sample rows and a choice of bits to a network
/// that is computed in integers. [io.rooftile.quantization.posttraining.PostTrainingQuantiser] is where to start.
@NullMarked
package io.rooftile.quantization.posttraining;

import org.jspecify.annotations.NullMarked;
