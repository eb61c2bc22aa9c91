package dev.firebucket.local.up;

import dev.firebucket.alerting.state.GroupStateStore;
import dev.firebucket.config.metrics.MetricFamilies;
import dev.firebucket.config.metrics.MetricSource;
import dev.firebucket.ingest.event.StoredMemory;
import dev.firebucket.ingest.push.PushGateway;
import dev.firebucket.storage.Bucket;
import dev.firebucket.storage.check.Pace;
import dev.firebucket.storage.check.Scrub;
import dev.firebucket.storage.check.ScrubReport;
import dev.firebucket.storage.layout.StorageLayout;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Compares all objects of a store with their checksums, again and again, with its numbers for
/// `/metrics`.
public final class Scrubbing implements MetricSource {
  private static final Logger LOG = LoggerFactory.getLogger(Scrubbing.class);

  private final Scrub scrub;
  private final InstantSource clock;
  private final AtomicLong checked = new AtomicLong();
  private final AtomicLong passed = new AtomicLong();
  private volatile @Nullable ScrubReport last;
  private volatile Instant ended = Instant.EPOCH;

  Scrubbing(Scrub scrub, InstantSource clock) {
    this.scrub = scrub;
    this.clock = clock;
  }

  /// Checks every kind of object that is known here: samples, push groups, states.
  ///
  /// @param bytesPerSecond how fast
  public static Scrub of(Bucket bucket, long bytesPerSecond) {
    return new Scrub(
        bucket.store(),
        bucket.catalogs(),
        Map.of(
            StorageLayout.PUSH, PushGateway::requireSound,
            GroupStateStore.FOLDER, GroupStateStore::requireSound,
            StoredMemory.FOLDER, StoredMemory::requireSound),
        new Pace(bytesPerSecond));
  }

  /// One pass.
  ///
  /// @throws IOException when the store cannot be listed
  void run() throws IOException {
    AtomicLong before = new AtomicLong();
    ScrubReport report =
        scrub.run(
            (_, _, bytes, _) -> {
              passed.incrementAndGet();
              checked.addAndGet(bytes - before.getAndSet(bytes));
            });
    report.damaged().forEach(LOG::warn);
    report.unread().forEach(LOG::warn);
    LOG.info("scrub: {}", report);
    last = report;
    ended = clock.instant();
  }

  @Override
  public void collect(MetricFamilies families) {
    ScrubReport report = last;
    families
        .counter(
            "firebucket_scrub_objects_total",
            "Objects of the store that the background pass has come to.",
            passed.get())
        .counter(
            "firebucket_scrub_bytes_total",
            "Bytes of the objects that the background pass has come to.",
            checked.get())
        .gauge(
            "firebucket_scrub_damaged_objects",
            "Objects that the last whole pass found damaged; the log names them.",
            report == null ? 0L : report.damaged().size())
        .gauge(
            "firebucket_scrub_last_pass_timestamp_seconds",
            "When the last whole pass ended, 0 for never.",
            ended.getEpochSecond());
  }
}
