package dev.firebucket.storage.object;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/// Counts what one client asks of its store. Each adapter counts where a request leaves, so that
/// repeated attempts and pages are counted as they are charged. Safe for use by several threads.
public final class StoreRequests {
  private final Map<StoreRequest, Adders> kinds = new EnumMap<>(StoreRequest.class);

  private static final class Adders {
    final LongAdder requests = new LongAdder();
    final LongAdder failures = new LongAdder();
    final LongAdder bytes = new LongAdder();
  }

  public StoreRequests() {
    for (StoreRequest kind : StoreRequest.values()) {
      kinds.put(kind, new Adders());
    }
  }

  /// A request is sent.
  ///
  /// @param bytes of the object that it carries; 0 where it carries none
  public void sent(StoreRequest kind, long bytes) {
    Adders adders = of(kind);
    adders.requests.increment();
    adders.bytes.add(bytes);
  }

  /// A request that was counted as sent brought an object, or a part of one.
  public void received(StoreRequest kind, long bytes) {
    of(kind).bytes.add(bytes);
  }

  /// A request that was counted as sent was refused, or not answered.
  public void failed(StoreRequest kind) {
    of(kind).failures.increment();
  }

  private Adders of(StoreRequest kind) {
    Adders adders = kinds.get(kind);
    if (adders == null) {
      throw new IllegalStateException("every kind is counted from the start: " + kind);
    }
    return adders;
  }

  /// What was asked so far.
  public StoreRequestCounts counts() {
    Map<StoreRequest, StoreRequestCounts.Count> counts = new EnumMap<>(StoreRequest.class);
    kinds.forEach(
        (kind, adders) ->
            counts.put(
                kind,
                new StoreRequestCounts.Count(
                    adders.requests.sum(), adders.failures.sum(), adders.bytes.sum())));
    return new StoreRequestCounts(counts);
  }
}
