package dev.firebucket.api.admin;

import dev.firebucket.storage.model.LabelMatcher;
import java.io.IOException;
import java.util.List;

/// Control of the stored samples: port of `/api/v1/admin/tsdb`.
public interface StoreAdmin {
  /// Whether HTTP requests may use it: `--web.enable-admin-api`.
  boolean enabled();

  /// Deletes samples; on return no answer has them.
  ///
  /// @param sets series that satisfy all matchers of any set
  /// @throws IOException when the store cannot be read or written, or a file cannot be read
  void delete(List<List<LabelMatcher>> sets, long fromMillis, long toMillis) throws IOException;

  /// Finishes deletions that were broken off, and deletes objects that no longer count and whose
  /// grace period is over.
  void clean() throws IOException;

  /// A copy of the store.
  ///
  /// @param name below `snapshots/`
  /// @param warnings what is damaged in it, or missing: a sentence each
  record Copy(String name, List<String> warnings) {
    public Copy {
      warnings = List.copyOf(warnings);
    }
  }

  /// Copies the store.
  ///
  /// @param withTail whether what is not compacted yet belongs to the copy
  Copy snapshot(boolean withTail) throws IOException;
}
