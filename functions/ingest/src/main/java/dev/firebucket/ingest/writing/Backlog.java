package dev.firebucket.ingest.writing;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/// What waits to be written, in order of arrival. Guarded by the lock of its [GatheringWriter].
///
/// After a write that failed, what is kept pauses; what must be answered does not.
final class Backlog {
  private final WriterOptions options;
  private final ArrayDeque<Submission> queue = new ArrayDeque<>();
  private Duration nextPause;
  private boolean paused;
  private long pausedUntil;

  /// Those under way among them.
  private long samplesWaiting;

  private int writesUnderWay;

  /// Whether anybody else came while somebody waited or was written: only then what must be
  /// answered waits for others.
  private boolean othersCome = true;

  Backlog(WriterOptions options) {
    this.options = options;
    this.nextPause = options.firstPause();
  }

  /// Takes a submission.
  ///
  /// @return what must be dropped for it, the oldest first
  /// @throws TooManySamplesWaitingException when it may not wait
  List<Submission> add(Submission submission) throws TooManySamplesWaitingException {
    boolean tooMany = samplesWaiting + submission.samples() > options.samplesKept();
    if (!submission.policy().keepsTrying() && tooMany && samplesWaiting > 0) {
      throw new TooManySamplesWaitingException(options.samplesKept());
    }
    othersCome |= !queue.isEmpty() || writesUnderWay > 0;
    queue.add(submission);
    samplesWaiting += submission.samples();
    return takeExcess(submission);
  }

  private List<Submission> takeExcess(Submission newest) {
    List<Submission> excess = new ArrayList<>();
    long tooMany = samplesWaiting - options.samplesKept();
    for (Iterator<Submission> oldest = queue.iterator(); tooMany > 0 && oldest.hasNext(); ) {
      Submission one = oldest.next();
      if (one.policy().keepsTrying() && !one.equals(newest)) {
        oldest.remove();
        excess.add(one);
        tooMany -= one.samples();
      }
    }
    return excess;
  }

  boolean isEmpty() {
    return queue.isEmpty();
  }

  long samplesWaiting() {
    return samplesWaiting;
  }

  int writesUnderWay() {
    return writesUnderWay;
  }

  /// When the next object is due, `System.nanoTime`; now when it is full. Asked while not empty.
  long due(long now) {
    long due = Long.MAX_VALUE;
    long samples = 0;
    for (Submission one : queue) {
      long own = isPaused(one, now) ? Math.max(pausedUntil, one.due()) : due(one);
      due = due == Long.MAX_VALUE || own - due < 0 ? own : due;
      samples += isPaused(one, now) ? 0 : one.samples();
    }
    return samples >= options.samplesPerObject() ? now : due;
  }

  private long due(Submission one) {
    return othersCome || one.policy().keepsTrying() ? one.due() : one.arrived();
  }

  private boolean isPaused(Submission one, long now) {
    return paused && one.policy().keepsTrying() && pausedUntil - now > 0;
  }

  /// Takes the submissions of the next object, at most so many that it stays small.
  List<Submission> take(long now) {
    List<Submission> group = new ArrayList<>();
    long samples = 0;
    for (Iterator<Submission> oldest = queue.iterator(); oldest.hasNext(); ) {
      Submission one = oldest.next();
      if (!isPaused(one, now)) {
        samples += one.samples();
        if (!group.isEmpty() && samples > options.samplesPerObject()) {
          break;
        }
        oldest.remove();
        group.add(one);
      }
    }
    boolean alone = queue.isEmpty() && group.size() == 1;
    if (alone && !group.getFirst().policy().keepsTrying()) {
      othersCome = false;
    }
    writesUnderWay++;
    return group;
  }

  /// A write has ended, whichever way.
  void ended() {
    writesUnderWay--;
  }

  /// Submissions that no longer wait: they are stored or given up.
  void forget(List<Submission> group) {
    group.forEach(one -> samplesWaiting -= one.samples());
  }

  /// The store took an object.
  void storeAnswers() {
    resume();
    nextPause = options.firstPause();
  }

  /// Ends the pause after a failure: the process ends soon.
  void resume() {
    paused = false;
  }

  /// The store refused: what is kept waits, in its old order.
  ///
  /// @param longest no pause is longer
  /// @return what has waited for too long
  List<Submission> putBack(List<Submission> kept, long now, Duration longest) {
    for (int i = kept.size() - 1; i >= 0; i--) {
      queue.addFirst(kept.get(i));
    }
    Duration pause = shorter(nextPause, longest);
    nextPause = shorter(nextPause.multipliedBy(2), options.longestPause());
    paused = true;
    pausedUntil = now + pause.toNanos();
    long oldest = now - options.keep().toNanos();
    List<Submission> late = new ArrayList<>();
    queue.removeIf(
        one -> {
          boolean tooLate = one.policy().keepsTrying() && one.arrived() - oldest < 0;
          if (tooLate) {
            late.add(one);
          }
          return tooLate;
        });
    return late;
  }

  /// Takes everything, at the end.
  List<Submission> takeAll() {
    List<Submission> all = List.copyOf(queue);
    queue.clear();
    return all;
  }

  private static Duration shorter(Duration a, Duration b) {
    return a.compareTo(b) < 0 ? a : b;
  }
}
