package dev.firebucket.query.result;

import dev.firebucket.query.time.Steps;

/// How each step of a grid begins in JSON: `,[1435781430.781,"`. All series of an answer stand on
/// the same steps, so their times are written once and copied.
final class StepTexts {
  private final Steps steps;
  private final byte[] bytes;
  private final int[] ends;

  StepTexts(Steps steps) {
    this.steps = steps;
    this.ends = new int[steps.count() + 1];
    JsonBytes text = new JsonBytes();
    for (int step = 0; step < steps.count(); step++) {
      text.raw(",[");
      SampleText.time(text, steps.time(step));
      text.raw(",\"");
      ends[step + 1] = text.size();
    }
    this.bytes = text.toByteArray();
  }

  Steps steps() {
    return steps;
  }

  /// @param first whether no step is before it, and no comma
  void write(JsonBytes json, int step, boolean first) {
    json.copy(bytes, first ? ends[step] + 1 : ends[step], ends[step + 1]);
  }
}
