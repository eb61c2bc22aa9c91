package dev.firebucket.query.shard;

import dev.firebucket.query.arena.QueryLimits;
import java.util.List;
import java.util.function.Predicate;

/// Runs tasks, wherever.
public interface ShardRunner {
  /// Runs tasks and hands over their answers in the order of the tasks, each as soon as those
  /// before it have come.
  ///
  /// @param answered takes an answer and says whether to go on; after `false` the other tasks end
  /// @throws dev.firebucket.query.error.PromqlException the first that a task throws
  void run(List<ShardTask> tasks, QueryLimits limits, Predicate<ShardAnswer> answered);
}
