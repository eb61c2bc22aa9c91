package dev.firebucket.storage.compaction;

import dev.firebucket.storage.catalog.CatalogFile;
import dev.firebucket.storage.layout.StorageLayout;
import dev.firebucket.storage.object.ObjectStore;
import dev.firebucket.storage.retention.RetentionRule;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Files that a retention rule has been applied to: nobody looks at their series again. One small
/// object, which may be lost: then they are looked at once more.
final class CleanFiles {
  private static final String KEY = StorageLayout.STATE + "retention.txt";

  private final ObjectStore store;
  private final Set<String> lines;
  private final Set<String> before;

  private CleanFiles(ObjectStore store, Set<String> lines) {
    this.store = store;
    this.lines = lines;
    this.before = Set.copyOf(lines);
  }

  static CleanFiles read(ObjectStore store) throws IOException {
    Optional<byte[]> noted = store.get(KEY);
    Set<String> lines = new LinkedHashSet<>();
    noted.ifPresent(bytes -> new String(bytes, StandardCharsets.UTF_8).lines().forEach(lines::add));
    return new CleanFiles(store, lines);
  }

  boolean has(RetentionRule rule, CatalogFile file) {
    return lines.contains(line(rule, file.key()));
  }

  void add(RetentionRule rule, CatalogFile file) {
    lines.add(line(rule, file.key()));
  }

  /// Keeps what is worth keeping.
  ///
  /// @param rules those that are in force
  /// @param files those that count
  void save(List<RetentionRule> rules, List<CatalogFile> files) throws IOException {
    Set<String> possible =
        files.stream()
            .flatMap(file -> rules.stream().map(rule -> line(rule, file.key())))
            .collect(Collectors.toSet());
    List<String> kept = new ArrayList<>(lines);
    kept.retainAll(possible);
    if (!Set.copyOf(kept).equals(before)) {
      store.put(KEY, (String.join("\n", kept) + "\n").getBytes(StandardCharsets.UTF_8));
    }
  }

  /// A file that was clean for a longer time is clean for a shorter one when it is that old.
  private static String line(RetentionRule rule, String key) {
    String matchers =
        rule.matchers().stream().map(Object::toString).collect(Collectors.joining(","));
    return key + " " + matchers.replace('\n', ' ');
  }
}
