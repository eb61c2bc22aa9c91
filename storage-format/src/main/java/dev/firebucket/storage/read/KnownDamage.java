package dev.firebucket.storage.read;

import dev.firebucket.storage.object.BadBytesException;
import dev.firebucket.storage.parquet.ByteRange;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Damage that this process has met, by object, version and place: twenty panels that want the same
/// damaged object read it once, not twenty times.
///
/// An object that was restored has another version, which each query asks for. After a while an
/// object is read again all the same: it may have been damaged on its way, each time. Thread-safe.
final class KnownDamage {
  /// How long an object is not read again.
  static final Duration REMEMBERED = Duration.ofMinutes(10);

  /// Of more objects the least recently asked for are read again.
  private static final int MOST = 1_000;

  /// So many places of one object.
  private static final int MOST_PLACES = 32;

  private final InstantSource clock;

  @SuppressWarnings("serial") // never written anywhere
  private final Map<String, List<Found>> objects =
      new LinkedHashMap<>(64, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, List<Found>> eldest) {
          return size() > MOST;
        }
      };

  KnownDamage(InstantSource clock) {
    this.clock = clock;
  }

  /// @param place null where nobody knows: it is met by who reads the whole object
  private record Found(String version, @Nullable ByteRange place, String what, Instant until) {}

  /// Asks for the version of an object; empty where it is gone.
  @FunctionalInterface
  interface Version {
    String now() throws IOException;
  }

  /// @param version asked for only where damage is known
  /// @throws BadBytesException when a whole object is known to be damaged as it is now
  void requireNone(String key, Version version) throws IOException {
    requireNone(key, version, place -> true);
  }

  /// The same of some places.
  ///
  /// @param wanted those that are to be read
  void requireNoneIn(String key, Version version, Predicate<ByteRange> wanted) throws IOException {
    requireNone(key, version, place -> place != null && wanted.test(place));
  }

  private void requireNone(String key, Version version, Predicate<@Nullable ByteRange> wanted)
      throws IOException {
    List<Found> known = known(key);
    if (known.stream().noneMatch(found -> wanted.test(found.place()))) {
      return;
    }
    String now = version.now();
    for (Found found : known) {
      if (!found.version().equals(now)) {
        forget(key);
        return;
      }
      if (wanted.test(found.place())) {
        throw new BadBytesException(found.what());
      }
    }
  }

  private synchronized List<Found> known(String key) {
    List<Found> known = objects.get(key);
    if (known == null) {
      return List.of();
    }
    Instant now = clock.instant();
    known.removeIf(found -> !now.isBefore(found.until()));
    if (known.isEmpty()) {
      objects.remove(key);
    }
    return List.copyOf(known);
  }

  private synchronized void forget(String key) {
    objects.remove(key);
  }

  /// @param version of the bytes that were compared
  /// @param place of what is damaged; null for a whole object
  synchronized void remember(
      String key, String version, @Nullable ByteRange place, BadBytesException bad) {
    List<Found> known = objects.computeIfAbsent(key, any -> new ArrayList<>());
    known.removeIf(found -> !found.version().equals(version));
    if (known.size() < MOST_PLACES) {
      known.add(
          new Found(
              version, place, String.valueOf(bad.getMessage()), clock.instant().plus(REMEMBERED)));
    }
  }
}
