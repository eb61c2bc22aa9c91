package dev.firebucket.config.metrics;

import dev.firebucket.storage.model.LabelSet;
import dev.firebucket.storage.model.SampleBatch;
import dev.firebucket.storage.object.ObjectStore;
import dev.firebucket.storage.tail.SampleWriter;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The metrics of a function's environment as samples in the bucket, under `job="firebucket"`,
/// `function="scrape"` and `instance="scrape/0"`.
///
/// Environments come and go, and several may live at a time. Each has a number that no other living
/// one has (`instance`), and a counter that it writes for the first time gets a 0 before: so
/// `rate()` sees each environment rise from 0, and loses and doubles nothing.
///
/// Samples of users that these join wait for nothing: the number is asked for on another thread,
/// and until it is known they go without. Safe for use by several threads.
public final class OwnSamples {
  private static final Logger LOG = LoggerFactory.getLogger(OwnSamples.class);

  /// How long before the first sample of an environment its counters were 0.
  private static final Duration BEFORE = Duration.ofSeconds(15);

  private static final Taken NONE = new Taken(new SampleBatch(), () -> {});

  /// How long an object of our own waits for the number.
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final SlotInquiry slot;
  private final String function;
  private final List<MetricSource> sources;
  private final InstantSource clock;

  /// What each counter had when it was stored last.
  private final Map<LabelSet, Double> stored = new HashMap<>();

  /// What each counter had when this environment took another number.
  private final Map<LabelSet, Double> base = new HashMap<>();

  /// Where the 0 before a counter lies that was not stored yet, as far as is known: it stays there,
  /// since a second one after a sample that was stored would make the counter begin again.
  private final Map<LabelSet, Instant> zeros = new HashMap<>();

  /// Who does not get it takes no samples.
  private final Lock taking = new ReentrantLock();

  private final AtomicBoolean failed = new AtomicBoolean();
  private InstanceSlot.Hold held = InstanceSlot.Hold.NONE;

  /// When samples were stored last.
  private Instant last = Instant.EPOCH;

  /// When samples were taken last: whoever writes at the same time takes none.
  private Instant tried = Instant.EPOCH;

  /// @param store keeps the numbers of environments, below `state/metrics/`
  /// @param function its name, of `[a-z]`
  public OwnSamples(
      ObjectStore store, String function, List<MetricSource> sources, InstantSource clock) {
    this(
        new SlotInquiry(
            new InstanceSlot(store, function, clock),
            clock,
            work -> {
              var _ = Thread.ofVirtual().name("own-metrics-number").start(work);
            }),
        function,
        sources,
        clock);
  }

  /// @param slot asks for the number
  OwnSamples(SlotInquiry slot, String function, List<MetricSource> sources, InstantSource clock) {
    this.slot = slot;
    this.function = function;
    this.sources = List.copyOf(sources);
    this.clock = clock;
  }

  /// Samples that are to be put, and what is to be called when they are durable.
  private record Taken(SampleBatch samples, Runnable stored) {}

  /// Whether samples were taken less than `pace` ago; if not, the caller takes them now.
  private synchronized boolean isEarly(Duration pace) {
    Instant now = clock.instant();
    boolean early = !now.isBefore(tried) && now.isBefore(tried.plus(pace));
    if (!early) {
      tried = now;
    }
    return early;
  }

  /// Begins to ask for the number, if it is not known: a run that does this at its start has it
  /// when its samples are put.
  public void prepare() {
    var _ = slot.number(Duration.ZERO);
  }

  /// The samples of now, for an object that is put anyway. None where no number is known, where a
  /// source fails, and where another thread takes them at this time: a function works without its
  /// metrics.
  ///
  /// @param most how long to wait for the number
  private Taken take(Duration most) {
    if (!taking.tryLock()) {
      return NONE;
    }
    try {
      Optional<InstanceSlot.Hold> number = slot.number(most);
      if (number.isPresent()) {
        return taken(number.get(), MetricFamilies.of(sources));
      }
      if (most.isZero()) {
        takeSoon();
      }
    } catch (RuntimeException e) {
      if (!failed.getAndSet(true)) {
        LOG.warn("the metrics of this environment are not written, which is logged once", e);
      }
    } finally {
      taking.unlock();
    }
    return NONE;
  }

  /// Whatever is put next may take them, as soon as the number is known. Who waited for it waits no
  /// more often than its pace.
  private synchronized void takeSoon() {
    tried = Instant.EPOCH;
  }

  private synchronized Taken taken(InstanceSlot.Hold number, List<MetricFamily> families) {
    adopt(number);
    SampleBatch batch = new SampleBatch();
    Map<LabelSet, Double> taken = new HashMap<>();
    Instant now = Instant.ofEpochMilli(Math.max(clock.millis(), last.toEpochMilli() + 1));
    Instant before =
        last.isBefore(now.minus(BEFORE)) && stored.isEmpty() ? now.minus(BEFORE) : last;
    for (MetricFamily family : families) {
      for (MetricFamily.Point point : family.points()) {
        LabelSet metric = point.labels().with(LabelSet.NAME, family.name());
        LabelSet series = ofThisEnvironment(metric);
        switch (family.kind()) {
          case GAUGE -> batch.append(series, now.toEpochMilli(), point.value());
          case COUNTER -> {
            if (!stored.containsKey(metric)) {
              Instant zero = zeros.computeIfAbsent(metric, counter -> before);
              batch.append(series, zero.toEpochMilli(), 0);
            }
            taken.put(metric, point.value());
            batch.append(series, now.toEpochMilli(), sinceBase(metric, point.value()));
          }
        }
      }
    }
    return new Taken(batch, () -> confirm(taken, now));
  }

  /// A counter that is below its base began again at 0.
  private double sinceBase(LabelSet metric, double value) {
    if (value < base.getOrDefault(metric, 0.0)) {
      base.remove(metric);
    }
    return value - base.getOrDefault(metric, 0.0);
  }

  private synchronized void confirm(Map<LabelSet, Double> taken, Instant at) {
    stored.putAll(taken);
    zeros.keySet().removeAll(taken.keySet());
    if (at.isAfter(last)) {
      last = at;
    }
  }

  /// Where the number was taken, the counters begin again at 0: what was stored before counts.
  private void adopt(InstanceSlot.Hold number) {
    if (!number.equals(held)) {
      base.putAll(stored);
      stored.clear();
      zeros.clear();
      held = number;
    }
  }

  private LabelSet ofThisEnvironment(LabelSet metric) {
    return metric.toBuilder()
        .set("job", "firebucket")
        .set("function", function)
        .set("instance", function + "/" + held.number())
        .build();
  }

  /// Adds the samples of now to what is about to be put, unless that was done less than `pace` ago.
  public SampleWriter within(SampleWriter writer, Duration pace) {
    return batches -> {
      if (batches.stream().allMatch(SampleBatch::isEmpty) || isEarly(pace)) {
        writer.write(batches);
        return;
      }
      Taken own = take(Duration.ZERO);
      List<SampleBatch> all = new ArrayList<>(batches);
      all.add(own.samples());
      writer.write(all);
      own.stored().run();
    };
  }

  /// As [#within(SampleWriter, Duration)] where somebody else waits until samples are durable.
  public CompletableFuture<Void> within(
      List<SampleBatch> batches,
      Duration pace,
      Function<List<SampleBatch>, CompletableFuture<Void>> submit) {
    if (batches.stream().allMatch(SampleBatch::isEmpty) || isEarly(pace)) {
      return submit.apply(batches);
    }
    Taken own = take(Duration.ZERO);
    List<SampleBatch> all = new ArrayList<>(batches);
    all.add(own.samples());
    return submit.apply(all).thenRun(own.stored());
  }

  /// Puts an object of its own, if none was put less than `pace` ago, and waits two seconds for the
  /// number where it is not known. What the store does not take is part of the next one: counters
  /// only rise.
  public void write(SampleWriter writer, Duration pace) {
    if (isEarly(pace)) {
      return;
    }
    Taken own = take(PATIENCE);
    if (own.samples().isEmpty()) {
      return;
    }
    try {
      writer.write(own.samples());
      own.stored().run();
    } catch (IOException e) {
      LOG.warn("the metrics of this environment could not be stored: {}", e.getMessage());
    }
  }
}
