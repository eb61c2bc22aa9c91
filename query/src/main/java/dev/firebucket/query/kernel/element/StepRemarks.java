package dev.firebucket.query.kernel.element;

import dev.firebucket.query.histogram.Remark;

/// Takes remarks on single steps of an answer: of several at one step the last one counts.
@FunctionalInterface
public interface StepRemarks {
  void add(int step, Remark remark);
}
