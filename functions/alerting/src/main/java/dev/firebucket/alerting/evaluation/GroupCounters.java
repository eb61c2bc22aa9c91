package dev.firebucket.alerting.evaluation;

import java.util.concurrent.atomic.LongAdder;

/// The counters of a group since this process began.
final class GroupCounters {
  final LongAdder evaluations = new LongAdder();
  final LongAdder failures = new LongAdder();
  final LongAdder iterations = new LongAdder();
  final LongAdder missed = new LongAdder();
}
