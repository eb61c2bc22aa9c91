package dev.firebucket.ingest.push;

import dev.firebucket.storage.object.BadBytesException;
import dev.firebucket.storage.object.ObjectStore;
import dev.firebucket.storage.object.ObjectSummary;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Groups as versioned objects: `push/<name of the group>/<20-digit version>`. A change puts the
/// next version if it is absent, so that of two changes at a time one sees the other; the newest
/// version counts.
///
/// Older versions are kept for a while, longer than a change may take: a writer that slept cannot
/// put a version that has been passed already.
final class GroupStore {
  static final String PREFIX = "push/";
  static final int MAX_GROUPS = 10_000;
  static final Duration GRACE = Duration.ofMinutes(2);

  /// Bytes of all groups together: every process that pushes or scrapes holds them, and objects
  /// take some ten times their text.
  private static final long MOST_BYTES = Math.max(4 << 20, Runtime.getRuntime().maxMemory() / 32);

  /// From the look at the store to the put of what was made of it.
  private static final Duration LONGEST_CHANGE = Duration.ofSeconds(15);

  // All of them: of a listing in order, a smaller cache would never find one again.
  private static final int CACHED_GROUPS = MAX_GROUPS;

  /// A look at the store: all groups, and where the next version of each belongs.
  ///
  /// @param groups those that are there, by name in the store
  /// @param damaged those that cannot be read, and what is wrong with each: they cost themselves
  /// @param versions newest version of each name, those that were deleted among them
  /// @param outdated objects that may go
  /// @param bytes of the newest version of each name
  /// @param taken when the look began
  record View(
      SortedMap<String, PushedGroup> groups,
      Map<String, String> damaged,
      Map<String, Long> versions,
      Map<String, Long> bytes,
      List<String> outdated,
      Instant taken) {}

  /// Other objects are not ours: they are passed over.
  private static final Pattern VERSION = Pattern.compile("0\\d{19}");

  private static final Logger LOG = LoggerFactory.getLogger(GroupStore.class);

  private final ObjectStore store;
  private final Clock clock;

  /// Versions never change, so what was read once counts for ever.
  private final Map<String, Optional<PushedGroup>> cache =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Optional<PushedGroup>> eldest) {
          return size() > CACHED_GROUPS;
        }
      };

  GroupStore(ObjectStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  /// Looks at all groups.
  ///
  /// @throws IOException when the store cannot be read
  View view() throws IOException {
    Instant taken = clock.instant();
    SortedMap<String, ObjectSummary> newest = new TreeMap<>();
    List<ObjectSummary> older = new ArrayList<>();
    for (ObjectSummary object : store.list(PREFIX)) {
      String[] parts = object.key().split("/", -1);
      if (parts.length == 3 && VERSION.matcher(parts[2]).matches()) {
        // Keys come in order, so the last of a group is its newest.
        ObjectSummary before = newest.put(parts[1], object);
        if (before != null) {
          older.add(before);
        }
      }
    }
    return view(newest, older, taken);
  }

  private View view(
      SortedMap<String, ObjectSummary> newest, List<ObjectSummary> older, Instant taken)
      throws IOException {
    SortedMap<String, PushedGroup> groups = new TreeMap<>();
    Map<String, Long> versions = new LinkedHashMap<>();
    Map<String, Long> bytes = new LinkedHashMap<>();
    Map<String, String> damaged = new LinkedHashMap<>();
    List<String> outdated = new ArrayList<>();
    Set<String> withOlder = new HashSet<>();
    for (ObjectSummary object : older) {
      withOlder.add(groupOf(object.key()));
      if (isOld(object, taken)) {
        outdated.add(object.key());
      }
    }
    for (Map.Entry<String, ObjectSummary> entry : newest.entrySet()) {
      ObjectSummary object = entry.getValue();
      versions.put(entry.getKey(), versionOf(object.key()));
      bytes.put(entry.getKey(), object.size());
      Optional<PushedGroup> group;
      try {
        group = load(object.key());
      } catch (BadBytesException e) {
        LOG.warn("{}; other groups go on. Push it whole again (PUT), or delete it", e.getMessage());
        damaged.put(entry.getKey(), String.valueOf(e.getMessage()));
        continue;
      }
      group.ifPresent(present -> groups.put(entry.getKey(), present));
      // The mark of a deletion goes last, or an older version would come to life again.
      if (group.isEmpty() && isOld(object, taken) && !withOlder.contains(entry.getKey())) {
        outdated.add(object.key());
      }
    }
    keepOnly(newest.values());
    return new View(groups, damaged, versions, bytes, outdated, taken);
  }

  /// Versions that have been passed are of no use, and there is a new one with each push.
  private void keepOnly(Collection<ObjectSummary> newest) {
    Set<String> keys = HashSet.newHashSet(newest.size());
    newest.forEach(object -> keys.add(object.key()));
    synchronized (cache) {
      cache.keySet().retainAll(keys);
    }
  }

  private static boolean isOld(ObjectSummary object, Instant now) {
    return object.lastModified().plus(GRACE).isBefore(now);
  }

  private static String groupOf(String key) {
    return key.substring(PREFIX.length(), key.lastIndexOf('/'));
  }

  private static long versionOf(String key) {
    return Long.parseLong(key.substring(key.lastIndexOf('/') + 1));
  }

  private Optional<PushedGroup> load(String key) throws IOException {
    synchronized (cache) {
      Optional<PushedGroup> known = cache.get(key);
      if (known != null) {
        return known;
      }
    }
    Optional<byte[]> body = store.get(key);
    // Swept between the listing and now: then it was a deleted group.
    Optional<PushedGroup> group =
        body.isEmpty() ? Optional.empty() : GroupObject.read(key, body.get());
    synchronized (cache) {
      cache.put(key, group);
    }
    return group;
  }

  /// Puts the next version of a group, durable when it returns true.
  ///
  /// @param group empty deletes it
  /// @return false when another change came first: look again
  /// @throws PushRejectedException 507 when all groups together would hold too much
  /// @throws IOException when the store does not take it
  boolean put(View view, GroupingKey key, Optional<PushedGroup> group)
      throws PushRejectedException, IOException {
    if (clock.instant().isAfter(view.taken().plus(LONGEST_CHANGE))) {
      return false;
    }
    String name = key.storeName();
    long version = view.versions().getOrDefault(name, 0L) + 1;
    String object = PREFIX + name + "/" + String.format("%020d", version);
    String writeId = UUID.randomUUID().toString();
    byte[] body =
        group.isPresent()
            ? GroupObject.write(group.get(), writeId)
            : GroupObject.writeDeleted(writeId);
    requireRoom(view, name, body.length);
    boolean written =
        switch (store.putIfAbsent(object, body)) {
          case CREATED -> true;
          case EXISTS, UNKNOWN ->
              // A put that was sent twice finds itself.
              store.get(object).filter(found -> Arrays.equals(found, body)).isPresent();
        };
    if (written) {
      synchronized (cache) {
        cache.put(object, group);
      }
    }
    return written;
  }

  private static void requireRoom(View view, String name, long bytes) throws PushRejectedException {
    long before = view.bytes().getOrDefault(name, 0L);
    long all = bytes - before;
    for (long one : view.bytes().values()) {
      all += one;
    }
    if (bytes > before && all > MOST_BYTES) {
      throw new PushRejectedException(
          507,
          "all groups together would hold "
              + all
              + " bytes, more than "
              + MOST_BYTES
              + ": delete those no longer needed, or give more memory");
    }
  }

  /// Removes what a look found to be outdated.
  void sweep(View view) throws IOException {
    if (!view.outdated().isEmpty()) {
      store.delete(view.outdated());
      synchronized (cache) {
        view.outdated().forEach(cache::remove);
      }
    }
  }
}
