package dev.firebucket.storage.compaction;

import dev.firebucket.storage.compaction.UnreadableSourceException.Unreadable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What a run has found to be no readable samples files: they are fetched once, however many tasks
/// want them. The next run looks again, for they may be restored. Not thread-safe.
final class UnreadableSources {
  private static final Logger LOG = LoggerFactory.getLogger(UnreadableSources.class);

  private final Map<String, Unreadable> found = new HashMap<>();

  /// A run begins.
  void clear() {
    found.clear();
  }

  /// @param passedOver receives their keys
  void add(List<Unreadable> sources, ReportBuilder report, Set<String> passedOver) {
    for (Unreadable source : sources) {
      if (found.put(source.key(), source) == null) {
        LOG.warn("{}", source.problem());
      }
      report.problem(source.problem());
      passedOver.add(source.key());
    }
  }

  /// @throws UnreadableSourceException with all sources of a task that are known to be none
  void requireNone(CompactionTask task) throws UnreadableSourceException {
    List<Unreadable> known =
        task.sources().stream()
            .map(source -> found.get(source.key()))
            .filter(Objects::nonNull)
            .toList();
    if (!known.isEmpty()) {
      throw new UnreadableSourceException(known);
    }
  }
}
