package dev.firebucket.ingest.testing;

import dev.firebucket.config.PrometheusConfig;
import dev.firebucket.ingest.status.TargetStatus;
import java.util.List;

/// What starts rounds of scrapes. The tests of the round run over each of them.
public interface RoundDriver extends AutoCloseable {
  /// Scrapes the targets of a configuration from now on.
  void apply(PrometheusConfig config) throws Exception;

  /// Lets seconds pass; in each of them what is due is scraped and written.
  void pass(int seconds) throws Exception;

  /// How each target is.
  List<TargetStatus> targets();

  @Override
  void close();
}
