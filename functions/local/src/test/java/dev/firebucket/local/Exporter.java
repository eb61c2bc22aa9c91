package dev.firebucket.local;

import dev.firebucket.testsupport.TextTarget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A target whose text a test chooses, with the configuration that scrapes it.
final class Exporter implements AutoCloseable {
  private final TextTarget target;

  Exporter(String text) throws IOException {
    target = new TextTarget(text);
  }

  void expose(String other) {
    target.expose(other);
  }

  String address() {
    return target.address();
  }

  /// A configuration that scrapes this target, as job `test`, every second.
  Path config(Path folder, String more) throws IOException {
    return Files.writeString(
        folder.resolve("prometheus.yml"),
        """
        global: {scrape_interval: 1s, evaluation_interval: 1s}
        scrape_configs:
        - job_name: test
          static_configs: [{targets: ['%s']}]
        %s
        """
            .formatted(address(), more));
  }

  @Override
  public void close() {
    target.close();
  }
}
