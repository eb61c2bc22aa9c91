package dev.firebucket.ingest.scrape;

import dev.firebucket.ingest.exposition.MetricType;

/// What a target says of a metric family.
///
/// @param family name of the family
/// @param type what TYPE said, unknown where there was none
/// @param help what HELP said, empty where there was none
/// @param unit what UNIT said, empty where there was none
public record MetricMetadata(String family, MetricType type, String help, String unit) {}
