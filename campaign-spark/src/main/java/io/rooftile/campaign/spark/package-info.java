/// Cells of a campaign as tasks of Apache Spark. The entry point is [io.rooftile.campaign.spark.SparkCluster], which is
/// found as a service where this module is on the class path.
@NullMarked
package io.rooftile.campaign.spark;

import org.jspecify.annotations.NullMarked;
