package dev.firebucket.storage.object;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;

/// What was asked of a store, by kind of request. All kinds are there, unused ones as zeros.
public record StoreRequestCounts(Map<StoreRequest, Count> kinds) {
  /// Nothing was asked.
  public static final StoreRequestCounts NONE = new StoreRequestCounts(Map.of());

  /// What was asked of one kind.
  ///
  /// @param requests sent, repeated attempts and pages of listings counted one by one
  /// @param failures of these: refused, or without an answer. That there is no such object, or that
  ///   one exists already, is an answer
  /// @param bytes of objects, as they travelled
  public record Count(long requests, long failures, long bytes) {
    static final Count ZERO = new Count(0, 0, 0);

    private Count minus(Count other) {
      return new Count(requests - other.requests, failures - other.failures, bytes - other.bytes);
    }
  }

  public StoreRequestCounts {
    Map<StoreRequest, Count> all = new EnumMap<>(StoreRequest.class);
    for (StoreRequest kind : StoreRequest.values()) {
      all.put(kind, kinds.getOrDefault(kind, Count.ZERO));
    }
    kinds = Map.copyOf(all);
  }

  /// The count of a kind.
  public Count of(StoreRequest kind) {
    return kinds.getOrDefault(kind, Count.ZERO);
  }

  /// What was asked since an earlier look.
  public StoreRequestCounts since(StoreRequestCounts earlier) {
    Map<StoreRequest, Count> between = new EnumMap<>(StoreRequest.class);
    kinds.forEach((kind, count) -> between.put(kind, count.minus(earlier.of(kind))));
    return new StoreRequestCounts(between);
  }

  /// For logs and benchmarks: `put=2 list=1`, without the kinds that were not asked.
  @Override
  public String toString() {
    return Arrays.stream(StoreRequest.values())
        .filter(kind -> of(kind).requests() > 0)
        .map(kind -> kind.label() + "=" + of(kind).requests())
        .collect(Collectors.joining(" "));
  }
}
