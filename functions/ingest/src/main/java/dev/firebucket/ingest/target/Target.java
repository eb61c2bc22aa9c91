package dev.firebucket.ingest.target;

import dev.firebucket.config.scrape.ScrapeConfig;
import dev.firebucket.config.secret.Secret;
import dev.firebucket.go.time.PrometheusDuration;
import dev.firebucket.storage.model.LabelSet;
import java.time.Duration;

/// One endpoint to scrape.
///
/// @param config the job it belongs to
/// @param labels all labels after relabelling, those that begin with `__` among them
/// @param discoveredLabels the labels before relabelling, as the targets page shows them
/// @param url where to scrape, with parameters; as the labels without passwords
/// @param requestUrl the same with its passwords, for the request alone
public record Target(
    ScrapeConfig config,
    LabelSet labels,
    LabelSet discoveredLabels,
    String url,
    Secret requestUrl) {

  /// What makes two targets the same one, over reloads and changes of passwords: job, labels and
  /// URL.
  ///
  /// @param job name of the job
  /// @param labels all labels after relabelling
  /// @param url where to scrape
  public record Identity(String job, LabelSet labels, String url) {}

  public Identity identity() {
    return new Identity(config.jobName(), labels, url);
  }

  /// The labels that samples get: all that do not begin with `__`.
  public LabelSet publicLabels() {
    LabelSet.Builder visible = LabelSet.builder();
    labels.forEach(
        (name, value) -> {
          if (!name.startsWith("__")) {
            visible.set(name, value);
          }
        });
    return visible.build();
  }

  /// How often to scrape; relabelling may have changed it.
  public Duration interval() {
    return PrometheusDuration.parse(labels.value(TargetLabels.SCRAPE_INTERVAL));
  }

  /// How long a scrape may take, from the request to the last byte.
  public Duration timeout() {
    return PrometheusDuration.parse(labels.value(TargetLabels.SCRAPE_TIMEOUT));
  }

  /// A number that spreads targets over shards and over their interval: the same in every process
  /// for the same target (FNV-1a, 64 bits).
  public long spread() {
    long hash = 0xcbf29ce484222325L;
    String text = labels + url;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
    }
    return hash;
  }

  @Override
  public String toString() {
    return url;
  }
}
