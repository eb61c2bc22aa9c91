package dev.firebucket.ingest.scrape;

/// What was counted while one exposition was read.
///
/// @param scraped samples of the exposition
/// @param postRelabeling samples that relabelling left
/// @param seriesAdded series that were not known
/// @param outOfOrder samples dropped because their series has a newer one
/// @param duplicates samples dropped because their series has another value at that time
/// @param outOfBounds samples dropped because their own time is too far off
public record ScrapeCounts(
    int scraped,
    int postRelabeling,
    int seriesAdded,
    int outOfOrder,
    int duplicates,
    int outOfBounds) {
  public static final ScrapeCounts NONE = new ScrapeCounts(0, 0, 0, 0, 0, 0);
}
