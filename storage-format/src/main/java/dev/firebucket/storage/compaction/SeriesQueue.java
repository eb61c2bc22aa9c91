package dev.firebucket.storage.compaction;

import dev.firebucket.storage.parquet.SeriesName;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/// Which series comes next in a merge, and in which sources it is.
///
/// A series that waits in many sources stands in the queue once: what the sources of a merge share
/// costs a look at their next series, not a path through a heap.
final class SeriesQueue {
  private final Map<SeriesName, WaitingSeries> waiting = new HashMap<>();
  private final PriorityQueue<WaitingSeries> queue = new PriorityQueue<>();

  SeriesQueue(List<SourceCursor> cursors) throws IOException {
    WaitingSeries before = null;
    for (SourceCursor cursor : cursors) {
      before = enter(cursor, before);
    }
  }

  /// The next series with its sources, null at the end. It is out of the queue.
  @Nullable WaitingSeries next() {
    WaitingSeries next = queue.poll();
    if (next != null) {
      waiting.remove(next.series());
    }
    return next;
  }

  /// The series that [#next] would give, null at the end.
  @Nullable SeriesName peek() {
    WaitingSeries next = queue.peek();
    return next == null ? null : next.series();
  }

  /// Puts a source back that has given its rows of a series.
  ///
  /// @param guess the series that most likely comes next in it, null for none
  /// @return the one that does
  @Nullable WaitingSeries enter(SourceCursor cursor, @Nullable WaitingSeries guess)
      throws IOException {
    SeriesName series = cursor.series();
    if (series == null) {
      return guess;
    }
    WaitingSeries found =
        guess != null && guess.series().equals(series) ? guess : waiting.get(series);
    if (found == null) {
      found = new WaitingSeries(series);
      waiting.put(series, found);
      queue.add(found);
    }
    found.add(cursor);
    return found;
  }
}
