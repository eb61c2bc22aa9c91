package dev.firebucket.config.metrics;

import dev.firebucket.storage.layout.StorageLayout;
import dev.firebucket.storage.object.ObjectStore;
import dev.firebucket.storage.object.ObjectSummary;
import dev.firebucket.storage.object.PutIfAbsentOutcome;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A number that no other living environment of a function has: 0 as long as one runs at a time,
/// and so few numbers ever.
///
/// It is a lease in the store, `state/metrics/<function>/<number>-<owner's turn>`. Its holder
/// renews it while it works, and gives it up by itself after a pause; others may take it a while
/// later, by a put of the next turn that only one of them can win. One thread at a time may ask the
/// store; what is held may be read by all.
final class InstanceSlot {
  /// The holder renews after this time …
  static final Duration RENEW = Duration.ofMinutes(10);

  /// … no longer trusts its lease after this …
  static final Duration LEASE = Duration.ofMinutes(15);

  /// … and others take it after this: clocks differ by less.
  static final Duration FREE = Duration.ofMinutes(20);

  /// As many environments as an account may ask for without a talk with AWS.
  private static final int MOST = 1_000;

  private final ObjectStore store;
  private final String folder;
  private final Pattern keys;
  private final InstantSource clock;
  private volatile Lease lease = new Lease(Hold.NONE, Instant.EPOCH);

  /// What an environment holds.
  ///
  /// @param number the slot
  /// @param turn how often the slot was taken: by another environment since, if it differs
  record Hold(int number, long turn) {
    static final Hold NONE = new Hold(-1, 0);
  }

  /// @param renewed when it was asked for last
  private record Lease(Hold hold, Instant renewed) {
    /// Whether it was renewed less than a time ago. A clock that was set back makes nothing
    /// younger.
    boolean isWithin(Duration most, Instant now) {
      return !hold.equals(Hold.NONE) && !now.isBefore(renewed) && now.isBefore(renewed.plus(most));
    }
  }

  InstanceSlot(ObjectStore store, String function, InstantSource clock) {
    this.store = store;
    this.folder = StorageLayout.STATE + "metrics/" + function + "/";
    this.keys = Pattern.compile(Pattern.quote(folder) + "(\\d{4})-(\\d{10})");
    this.clock = clock;
  }

  /// The number of this environment as far as it is known; asks nobody.
  Optional<Hold> held() {
    Lease known = lease;
    return known.isWithin(LEASE, clock.instant()) ? Optional.of(known.hold()) : Optional.empty();
  }

  /// Whether it is time to ask the store.
  boolean isDue() {
    return !lease.isWithin(RENEW, clock.instant());
  }

  /// Asks the store for a number, or for more time with the one that is held. It is taken again, or
  /// another one is, only after a pause that was longer than the lease.
  ///
  /// @throws IOException when the store does not answer, or all numbers are taken
  void ask() throws IOException {
    Instant now = clock.instant();
    Lease known = lease;
    if (known.isWithin(LEASE, now)) {
      store.put(key(known.hold()), new byte[0]);
      lease = new Lease(known.hold(), now);
    } else {
      claim(now);
    }
  }

  private record Turn(int slot, long turn, Instant renewed) {}

  private void claim(Instant now) throws IOException {
    List<ObjectSummary> listed = store.list(folder);
    Map<Integer, Turn> turns = turns(listed);
    for (int slot = 0; slot < MOST; slot++) {
      Turn last = turns.getOrDefault(slot, new Turn(slot, 0, Instant.EPOCH));
      if (last.renewed().plus(FREE).isAfter(now)) {
        continue;
      }
      Hold wanted = new Hold(slot, last.turn() + 1);
      if (store.putIfAbsent(key(wanted), new byte[0]) == PutIfAbsentOutcome.CREATED) {
        lease = new Lease(wanted, now);
        forgetOlderTurns(listed, slot);
        return;
      }
    }
    throw new IOException(
        "all %d numbers of %s are taken; the metrics of this environment are not written"
            .formatted(MOST, folder));
  }

  /// The last turn of each number.
  private Map<Integer, Turn> turns(List<ObjectSummary> listed) {
    Map<Integer, Turn> turns = new TreeMap<>();
    for (ObjectSummary object : listed) {
      Matcher parts = keys.matcher(object.key());
      if (parts.matches()) {
        int slot = Integer.parseInt(parts.group(1));
        turns.merge(
            slot,
            new Turn(slot, Long.parseLong(parts.group(2)), object.lastModified()),
            (a, b) -> a.turn() > b.turn() ? a : b);
      }
    }
    return turns;
  }

  private void forgetOlderTurns(List<ObjectSummary> listed, int slot) throws IOException {
    store.delete(
        listed.stream()
            .map(ObjectSummary::key)
            .filter(old -> old.startsWith(String.format(Locale.ROOT, "%s%04d-", folder, slot)))
            .collect(Collectors.toSet()));
  }

  private String key(Hold hold) {
    return String.format(Locale.ROOT, "%s%04d-%010d", folder, hold.number(), hold.turn());
  }
}
