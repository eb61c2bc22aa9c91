package dev.firebucket.config.scrape;

/// How histograms are scraped.
///
/// @param scrapeNativeHistograms whether to take native histograms
/// @param alwaysScrapeClassicHistograms whether to take the classic buckets beside a native one
/// @param convertClassicHistogramsToNhcb whether to turn classic into native with custom buckets
/// @param nativeHistogramBucketLimit buckets beyond which neighbours are merged; 0: no limit
/// @param nativeHistogramMinBucketFactor growth below which neighbours are merged; 0: none
public record HistogramSettings(
    boolean scrapeNativeHistograms,
    boolean alwaysScrapeClassicHistograms,
    boolean convertClassicHistogramsToNhcb,
    long nativeHistogramBucketLimit,
    double nativeHistogramMinBucketFactor) {
  /// What counts when nothing is written.
  public static final HistogramSettings DEFAULT = new HistogramSettings(false, false, false, 0, 0);
}
