package dev.firebucket.ingest.round;

import dev.firebucket.ingest.scrape.ScrapeOutcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes failed scrapes to `scrape_failure_log_file`, one JSON object per line, as Prometheus
/// does. Safe for use by several threads.
final class FailureLog {
  private static final Logger LOG = LoggerFactory.getLogger(FailureLog.class);

  /// Writes a line if the scrape failed and its job names a file.
  synchronized void add(ScrapeOutcome outcome) {
    String file = outcome.target().config().scrapeFailureLogFile();
    String error = outcome.error();
    if (file.isEmpty() || error == null) {
      return;
    }
    String line =
        "{\"time\":\""
            + Instant.ofEpochMilli(outcome.timestampMillis())
            + "\",\"level\":\"ERROR\",\"msg\":"
            + quoted(error)
            + ",\"job_name\":"
            + quoted(outcome.target().config().jobName())
            + ",\"target\":"
            + quoted(outcome.target().url())
            + "}\n";
    try {
      Files.writeString(Path.of(file), line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      LOG.warn("scrape_failure_log_file {} cannot be written: {}", file, e.toString());
    }
  }

  private static String quoted(String text) {
    StringBuilder json = new StringBuilder(text.length() + 2).append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        json.append('\\').append(c);
      } else if (c < ' ') {
        json.append(String.format("\\u%04x", (int) c));
      } else {
        json.append(c);
      }
    }
    return json.append('"').toString();
  }
}
