package dev.firebucket.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShownConfigTest {
  @Test
  void secretsAreHiddenWhereverTheyAreAndTheRestIsShown(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("prometheus.yml");
    Files.writeString(
        file,
        """
        global: {scrape_interval: 1m}
        scrape_configs:
          - job_name: app
            basic_auth: {username: reader, password: open-sesame}
            authorization: {credentials: abc123}
            static_configs: [{targets: ['localhost:9090']}]
        """);

    assertThat(ShownConfig.of(file))
        .contains("scrape_interval: 1m", "username: reader", "localhost:9090")
        .contains("password: <secret>", "credentials: <secret>")
        .doesNotContain("open-sesame", "abc123");
  }
}
