package dev.firebucket.lambda.scrape;

/// placeholder
final class FormerRule {
  private FormerRule() {}

  static SimulationCounts counts(long seed) {
    return new SimulationCounts();
  }
}
