package dev.firebucket.go.template.evaluate;

import java.time.Duration;

/// What one expansion of a template may cost. Prometheus knows no such bounds; a template that
/// needs more than these is a mistake.
///
/// @param steps nodes of the tree that are visited
/// @param characters of the output, and of any single text on the way
/// @param depth statements and pipelines within each other, called templates included; each takes
///   several frames of the stack
/// @param queries calls of `query`
/// @param time on the clock, queries included
public record TemplateLimits(int steps, int characters, int depth, int queries, Duration time) {
  /// Generous for any text that a person reads.
  public static final TemplateLimits DEFAULT =
      new TemplateLimits(1_000_000, 1_000_000, 250, 1_000, Duration.ofSeconds(30));
}
