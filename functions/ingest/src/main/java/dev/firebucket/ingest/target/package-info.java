/// What is scraped: targets with their labels, from discovered labels through relabelling.
///
/// Start at [TargetLabels]: it makes a [Target] of an address and the labels of its group, as
/// Prometheus 3 does (`scrape/target.go`, PopulateLabels).
@NullMarked
package dev.firebucket.ingest.target;

import org.jspecify.annotations.NullMarked;
