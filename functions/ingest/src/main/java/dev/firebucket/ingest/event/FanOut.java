package dev.firebucket.ingest.event;

import java.util.ArrayList;
import java.util.List;

/// Lays runs into a queue, again where the queue refused some of them.
public final class FanOut {
  private static final int ATTEMPTS = 4;

  private final RunQueue queue;

  /// What came of it.
  ///
  /// @param laid how many runs the queue has taken
  /// @param refused those that it has not: they do not take place unless the event comes again
  public record Result(int laid, List<RunQueue.Refused> refused) {
    public Result {
      refused = List.copyOf(refused);
    }
  }

  public FanOut(RunQueue queue) {
    this.queue = queue;
  }

  /// Lays runs. A run that is laid twice is scraped once.
  ///
  /// @throws InterruptedException when the thread is to end: any of them may have been laid
  public Result lay(List<DelayedRun> runs) throws InterruptedException {
    List<RunQueue.Refused> refused = new ArrayList<>();
    List<DelayedRun> left = runs;
    for (int attempt = 0; attempt < ATTEMPTS && !left.isEmpty(); attempt++) {
      boolean last = attempt == ATTEMPTS - 1;
      List<DelayedRun> again = new ArrayList<>();
      for (RunQueue.Refused one : queue.lay(left)) {
        if (one.again() && !last) {
          again.add(one.run());
        } else {
          refused.add(one);
        }
      }
      left = again;
    }
    return new Result(runs.size() - refused.size(), refused);
  }
}
