package dev.firebucket.storage.read;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What one query found damaged. A damaged object costs its own samples: the query is evaluated
/// again without it, as a whole, so that no part of the answer has samples that another lacks.
///
/// An object that has been restored counts in the next query, see [KnownDamage]. Thread-safe.
public final class DamageLog {
  /// More damaged objects than that end the query.
  private static final int MOST = 1_000;

  /// So many are named in an answer.
  private static final int NAMED = 10;

  /// More are not remembered as reported.
  private static final int MOST_TOLD = 1_000;

  private static final Logger LOG = LoggerFactory.getLogger(DamageLog.class);
  private static final Set<String> TOLD = ConcurrentHashMap.newKeySet();

  private final Map<String, Damage> lost = new TreeMap<>();
  private final Map<String, Damage> avoided = new TreeMap<>();

  /// Takes what a reading has found.
  ///
  /// @return whether reading again, without these objects, may come further
  public synchronized boolean add(DamagedObjectException found) {
    boolean isNew = false;
    for (Damage one : found.damages()) {
      isNew |= lost.putIfAbsent(one.key(), one) == null;
      tell(one.key(), one.lost());
    }
    return isNew && lost.size() <= MOST;
  }

  /// Takes an object for which another one stands in.
  synchronized void avoid(Damage damage) {
    avoided.put(damage.key(), damage);
    tell(damage.key(), damage.avoided());
  }

  /// Each object is named in the process' log once, however many queries meet it.
  private static void tell(String key, String what) {
    if (TOLD.size() < MOST_TOLD && TOLD.add(key)) {
      LOG.warn("damage: {}", what);
    }
  }

  /// The keys of the samples objects that are left out.
  synchronized Set<String> leftOut() {
    return Set.copyOf(lost.keySet());
  }

  /// What the answer lacks samples of.
  public synchronized List<String> lost() {
    return named(lost.values().stream().map(Damage::lost).toList());
  }

  /// For the warnings of the answer: those that cost samples first.
  public synchronized List<String> warnings() {
    List<String> all = new ArrayList<>();
    lost.values().forEach(one -> all.add(one.lost()));
    avoided.values().forEach(one -> all.add(one.avoided()));
    return named(all);
  }

  private static List<String> named(List<String> all) {
    if (all.size() <= NAMED) {
      return all;
    }
    List<String> named = new ArrayList<>(all.subList(0, NAMED));
    named.add("%d more objects are damaged".formatted(all.size() - NAMED));
    return named;
  }

  /// Reads something from a snapshot.
  @FunctionalInterface
  public interface Reading<T> {
    T of(Snapshot snapshot) throws IOException;
  }

  /// Reads from a snapshot of a range, and again without what is found to be damaged.
  ///
  /// @throws IOException when the store cannot be read
  public <T> T read(SnapshotSource source, long fromMillis, long toMillis, Reading<T> reading)
      throws IOException {
    while (true) {
      try (Snapshot snapshot = source.open(fromMillis, toMillis).leavingOut(this)) {
        return reading.of(snapshot);
      } catch (DamagedObjectException e) {
        if (!add(e)) {
          throw e;
        }
      }
    }
  }
}
