package dev.firebucket.ingest.discovery;

import dev.firebucket.config.discovery.FileSdConfig;
import dev.firebucket.config.discovery.TargetGroup;
import dev.firebucket.config.discovery.TargetGroupReader;
import dev.firebucket.config.files.FilePattern;
import dev.firebucket.config.yaml.ConfigException;
import dev.firebucket.storage.model.LabelSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The groups of one item of `file_sd_configs`.
///
/// A file is read again when its time of change or its size differs, and whenever the refresh
/// interval has passed. A file that cannot be read keeps the groups it had and is reported; one
/// that is gone has none. Not for use by several threads.
final class FileDiscovery {
  private static final String FILE_PATH_LABEL = "__meta_filepath";

  /// What is known of one file.
  ///
  /// @param groups the last that could be read
  /// @param error why they are not the newest, null where they are
  private record Known(
      FileTime modified, long size, List<TargetGroup> groups, @Nullable String error) {}

  private final FileSdConfig config;
  private Map<Path, Known> files = Map.of();
  private Instant nextRead = Instant.MIN;

  FileDiscovery(FileSdConfig config) {
    this.config = config;
  }

  /// Looks for changes; true where a group may differ from before.
  boolean refresh(Instant now) {
    boolean due = !now.isBefore(nextRead);
    if (due) {
      nextRead = now.plus(config.refreshInterval());
    }
    Map<Path, Known> found = new LinkedHashMap<>();
    for (FilePattern pattern : config.files()) {
      for (Path file : expand(pattern)) {
        found.put(file, look(file, files.get(file), due));
      }
    }
    boolean changed = !found.equals(files);
    files = found;
    return changed;
  }

  /// The groups of all files, in order of the patterns.
  List<TargetGroup> groups() {
    return files.values().stream().flatMap(known -> known.groups().stream()).toList();
  }

  /// What is wrong with files, one sentence each.
  List<String> errors() {
    List<String> errors = new ArrayList<>();
    for (Known known : files.values()) {
      if (known.error() != null) {
        errors.add(known.error());
      }
    }
    return errors;
  }

  private List<Path> expand(FilePattern pattern) {
    try {
      return pattern.expand();
    } catch (IOException e) {
      // A folder that cannot be listed keeps the files it had.
      Path folder = Path.of(pattern.path()).getParent();
      return files.keySet().stream()
          .filter(file -> Objects.equals(file.getParent(), folder))
          .toList();
    }
  }

  private static Known look(Path file, @Nullable Known before, boolean due) {
    List<TargetGroup> lastGood = before == null ? List.of() : before.groups();
    FileTime modified = FileTime.fromMillis(0);
    long size = -1;
    try {
      modified = Files.getLastModifiedTime(file);
      size = Files.size(file);
      if (before != null && !due && before.modified().equals(modified) && before.size() == size) {
        return before;
      }
      return new Known(modified, size, read(file), null);
    } catch (ConfigException | IOException e) {
      return new Known(
          modified, size, lastGood, "Error reading file " + file + ": " + e.getMessage());
    }
  }

  private static List<TargetGroup> read(Path file) throws ConfigException {
    List<TargetGroup> groups = new ArrayList<>();
    for (TargetGroup group : TargetGroupReader.readFile(file)) {
      LabelSet labels = group.labels().with(FILE_PATH_LABEL, file.toString());
      groups.add(new TargetGroup(group.targets(), labels));
    }
    return groups;
  }
}
