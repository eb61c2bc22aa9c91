package dev.firebucket.storage.check;

import dev.firebucket.storage.catalog.CatalogFile;
import dev.firebucket.storage.catalog.CatalogStore;
import dev.firebucket.storage.layout.StorageLayout;
import dev.firebucket.storage.object.BadBytesException;
import dev.firebucket.storage.object.ObjectStore;
import dev.firebucket.storage.object.ObjectSummary;
import dev.firebucket.storage.object.UnknownVersionException;
import dev.firebucket.storage.tail.TailKey;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Reads every object of a store once, slowly, and compares it with the checksums that its writer
/// left. It writes nothing and deletes nothing.
///
/// What a merge deletes meanwhile is no damage: an object that is missing, or that is found to be
/// damaged, must still be listed when all others are done.
public final class Scrub {
  private static final String PARQUET = ".parquet";

  private final ObjectStore store;
  private final CatalogStore catalogs;
  private final Map<String, ObjectCheck> kinds = new TreeMap<>();
  private final WholeCheck whole;
  private final Pace pace;

  /// @param others checks of objects that this module knows nothing of, by the folder they are in
  public Scrub(
      ObjectStore store, CatalogStore catalogs, Map<String, ObjectCheck> others, Pace pace) {
    this.store = store;
    this.catalogs = catalogs;
    this.pace = pace;
    this.whole = new WholeCheck(store, pace);
    kinds.put(StorageLayout.CATALOG, CatalogStore::requireSound);
    kinds.put(StorageLayout.DELETIONS, ObjectCheck.JSON);
    kinds.putAll(others);
  }

  /// What a pass has found so far.
  private static final class Findings {
    final Map<String, String> damaged = new TreeMap<>();
    final List<String> unread = new ArrayList<>();
    long objects;
    long bytes;
    long passedOver;
  }

  /// Checks all objects.
  ///
  /// @throws IOException when the store cannot be listed, or the thread is interrupted
  public ScrubReport run(ScrubProgress progress) throws IOException {
    Findings findings = new Findings();
    Map<String, CheckedObject> listed = known(findings);
    List<ObjectSummary> objects = store.list("");
    long allBytes = objects.stream().mapToLong(ObjectSummary::size).sum();
    long done = 0;
    long doneBytes = 0;
    for (ObjectSummary object : objects) {
      check(object, listed.get(object.key()), findings);
      doneBytes += object.size();
      progress.checked(++done, objects.size(), doneBytes, allBytes);
    }
    Set<String> there = objects.stream().map(ObjectSummary::key).collect(Collectors.toSet());
    listed.keySet().stream()
        .filter(key -> !there.contains(key))
        .forEach(key -> findings.damaged.put(key, "it is missing though the catalog lists it"));
    return report(findings);
  }

  private Map<String, CheckedObject> known(Findings findings) throws IOException {
    try {
      return listed();
    } catch (BadBytesException e) {
      findings.unread.add(e.getMessage() + "; what it lists is known by its seals alone");
      return Map.of();
    }
  }

  /// What the newest catalog lists, by key.
  ///
  /// @throws BadBytesException when it is damaged
  private Map<String, CheckedObject> listed() throws IOException {
    Map<String, CheckedObject> listed = new HashMap<>();
    for (CatalogFile file : catalogs.newest().files()) {
      listed.put(file.key(), CheckedObject.samplesOf(file));
      listed.put(file.seriesKey(), CheckedObject.seriesOf(file));
    }
    return listed;
  }

  private void check(ObjectSummary object, @Nullable CheckedObject known, Findings findings)
      throws IOException {
    String key = object.key();
    try {
      if (compared(object, known)) {
        findings.objects++;
        findings.bytes += object.size();
      } else {
        findings.passedOver++;
      }
    } catch (UnknownVersionException e) {
      findings.passedOver++;
    } catch (BadBytesException e) {
      findings.objects++;
      findings.bytes += object.size();
      findings.damaged.put(key, String.valueOf(e.getMessage()));
    } catch (InterruptedIOException e) {
      throw e;
    } catch (IOException e) {
      findings.unread.add("the object '%s' could not be read: %s".formatted(key, e.getMessage()));
    }
  }

  /// @return false for an object that has nothing to compare
  private boolean compared(ObjectSummary object, @Nullable CheckedObject known) throws IOException {
    String key = object.key();
    if (known != null) {
      whole.require(known, key, object.size());
      return true;
    }
    String inStore = withoutSnapshot(key);
    if (inStore.endsWith(PARQUET)) {
      whole.require(fresh(object, inStore), key, object.size());
      return true;
    }
    for (Map.Entry<String, ObjectCheck> kind : kinds.entrySet()) {
      if (inStore.startsWith(kind.getKey()) && isOurs(inStore)) {
        pace.take(object.size());
        byte[] body = store.get(key).orElseThrow(() -> new BadBytesException("it is missing"));
        kind.getValue().require(key, body);
        return true;
      }
    }
    return false;
  }

  /// A snapshot is a store of its own.
  private static String withoutSnapshot(String key) {
    int end = key.indexOf('/', StorageLayout.SNAPSHOTS.length());
    return key.startsWith(StorageLayout.SNAPSHOTS) && end > 0 ? key.substring(end + 1) : key;
  }

  private static CheckedObject fresh(ObjectSummary object, String key) {
    return TailKey.parse(key)
        .map(parts -> CheckedObject.fresh(object, parts))
        .orElseGet(() -> CheckedObject.unlisted(object));
  }

  private static boolean isOurs(String key) {
    return !key.startsWith(StorageLayout.CATALOG) || StorageLayout.isCatalogKey(key);
  }

  /// Leaves out what has been deleted meanwhile.
  private ScrubReport report(Findings findings) throws IOException {
    List<String> damaged = new ArrayList<>();
    if (!findings.damaged.isEmpty()) {
      Set<String> now = store.list("").stream().map(ObjectSummary::key).collect(Collectors.toSet());
      now.addAll(newestKeys());
      findings.damaged.forEach(
          (key, what) -> {
            if (now.contains(key)) {
              damaged.add("the object '%s' is damaged: %s; %s".formatted(key, what, remedy(key)));
            }
          });
    }
    return new ScrubReport(
        findings.objects, findings.bytes, findings.passedOver, damaged, findings.unread);
  }

  private Set<String> newestKeys() throws IOException {
    try {
      return listed().keySet();
    } catch (BadBytesException e) {
      return Set.of();
    }
  }

  private static String remedy(String key) {
    String restore = "restore it from a copy or an older version of the object";
    if (key.startsWith(StorageLayout.SERIES)) {
      return restore + ", or delete it: the samples file says the same, more slowly";
    }
    if (key.startsWith(StorageLayout.PUSH)) {
      return restore + ", push the group whole (PUT), or delete it";
    }
    return restore + ", or delete it: its content is lost then";
  }
}
