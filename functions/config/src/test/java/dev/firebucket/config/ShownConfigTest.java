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
            proxy_url: http://reader:open-sesame@proxy:3128
            http_headers: {X-Own: {values: [seen], secrets: [abc123, abc123]}}
            proxy_connect_header: {X-Proxy: [abc123]}
            static_configs: [{targets: ['localhost:9090', 'reader:open-sesame@localhost:1'], labels: {token: ring}}]
        remote_write: [{url: 'http://reader:open-sesame@far/', headers: {X-Own: abc123}, sigv4: {secret_key: abc123}}]
        """);

    assertThat(ShownConfig.of(file))
        .contains("scrape_interval: 1m", "username: reader", "localhost:9090")
        .contains("password: <secret>", "credentials: <secret>", "secret_key: <secret>")
        .contains("http://reader:xxxxx@proxy:3128", "http://reader:xxxxx@far/")
        .contains(
            "reader:xxxxx@localhost:1", "token: ring", "- seen", "- <secret>\n      - <secret>")
        .doesNotContain("open-sesame", "abc123");
  }
}
