package dev.firebucket.ingest.target;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebucket.ingest.testing.Configs;
import dev.firebucket.storage.model.LabelSet;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TargetLabelsTest {
  private static TargetLabels.Result result(String settings, String address, String... labels) {
    return new TargetLabels(Configs.job(settings).scrapeConfigs().getFirst())
        .target(address, LabelSet.of(labels));
  }

  private static Target active(String settings, String address, String... labels) {
    return ((TargetLabels.Result.Active) result(settings, address, labels)).target();
  }

  @Test
  void aTargetGetsTheLabelsOfItsJob() {
    Target target = active("scrape_interval: 30s", "host:80", "env", "prod");
    assertThat(target.publicLabels())
        .isEqualTo(LabelSet.of("env", "prod", "instance", "host:80", "job", "test"));
    assertThat(target.url()).isEqualTo("http://host:80/metrics");
    assertThat(target.interval()).isEqualTo(Duration.ofSeconds(30));
    assertThat(target.timeout()).isEqualTo(Duration.ofSeconds(10));
    assertThat(target.discoveredLabels().value("__address__")).isEqualTo("host:80");
  }

  @Test
  void noPortIsAddedToAnAddress() {
    assertThat(active("scheme: https", "host").url()).isEqualTo("https://host/metrics");
  }

  @Test
  void labelsOfTheGroupWinOverThoseOfTheJob() {
    Target target =
        active("", "host:80", "job", "mine", "__metrics_path__", "/x y", "__scheme__", "https");
    assertThat(target.publicLabels().value("job")).isEqualTo("mine");
    assertThat(target.url()).isEqualTo("https://host:80/x%20y");
  }

  @Test
  void relabellingMayChangeEverything() {
    Target target =
        active(
            """
            params: {module: [http, second]}
            relabel_configs:
            - {source_labels: [__address__], target_label: __param_target}
            - {source_labels: [__meta_zone], target_label: zone}
            - {target_label: __address__, replacement: 'prober:9115'}
            - {source_labels: [__param_target], target_label: instance}
            - {target_label: __scrape_interval__, replacement: 2m}
            - {target_label: __param_module, replacement: tcp}
            """,
            "example.org",
            "__meta_zone",
            "z1");
    assertThat(target.url())
        .isEqualTo("http://prober:9115/metrics?module=tcp&module=second&target=example.org");
    assertThat(target.publicLabels())
        .isEqualTo(LabelSet.of("instance", "example.org", "job", "test", "zone", "z1"));
    assertThat(target.labels().get("__meta_zone")).isNull();
    assertThat(target.interval()).isEqualTo(Duration.ofMinutes(2));
  }

  @Test
  void aTargetMayBeDropped() {
    assertThat(
            result(
                "relabel_configs: [{source_labels: [__address__], regex: 'a.*', action: drop}]",
                "a:80"))
        .isInstanceOfSatisfying(
            TargetLabels.Result.Dropped.class,
            dropped ->
                assertThat(dropped.discoveredLabels().value("__address__")).isEqualTo("a:80"));
  }

  @ParameterizedTest
  @CsvSource({
    "__address__, '', no address",
    "__address__, 'http://x', '\"http://x\" is not a valid hostname'",
    "__scrape_interval__, x, 'error parsing scrape interval: not a valid duration string: \"x\"'",
    "__scrape_interval__, 0s, scrape interval cannot be 0",
    "__scrape_timeout__, x, 'error parsing scrape timeout: not a valid duration string: \"x\"'",
    "__scrape_timeout__, 0s, scrape timeout cannot be 0",
    "__scrape_timeout__, 5m, 'scrape timeout cannot be greater than scrape interval (\"5m\" > \"1m\")'"
  })
  void labelsThatMakeNoTargetAreAnError(String label, String value, String reason) {
    String rule = "relabel_configs: [{target_label: " + label + ", replacement: '" + value + "'}]";
    assertThat(result(rule, "host:80")).isEqualTo(new TargetLabels.Result.Failed(reason));
  }

  @Test
  void thePasswordOfAnAddressIsInItsRequestAlone() {
    Target target = active("", "user:open-sesame@host:80", "wiki", "http://a:open-sesame@wiki/");

    assertThat(target.requestUrl().value()).isEqualTo("http://user:open-sesame@host:80/metrics");
    assertThat(target.url()).isEqualTo("http://user:xxxxx@host:80/metrics");
    assertThat(target.publicLabels())
        .isEqualTo(
            LabelSet.of(
                "instance", "user:xxxxx@host:80", "job", "test", "wiki", "http://a:xxxxx@wiki/"));
    assertThat(target.toString() + target.identity() + target.discoveredLabels())
        .doesNotContain("open-sesame");
  }

  @Test
  void aTargetStaysTheSameWhenItsPasswordChanges() {
    Target before = active("", "user:one@host:80");
    Target after = active("", "user:two@host:80");

    assertThat(after.identity()).isEqualTo(before.identity());
    assertThat(after).isNotEqualTo(before);
  }

  @Test
  void aPasswordThatRelabellingMovesStaysHidden() {
    Target target =
        active(
            """
            params: {token: [open-sesame]}
            relabel_configs:
            - {source_labels: [__address__], target_label: __param_target}
            - {source_labels: [__address__], regex: '.*//(.*)/', target_label: site}
            - {target_label: __address__, replacement: 'prober:9115'}
            """,
            "https://user:open-sesame@site/");

    assertThat(target.requestUrl().value())
        .isEqualTo(
            "http://prober:9115/metrics?target=https%3A%2F%2Fuser%3Aopen-sesame%40site%2F&token=open-sesame");
    assertThat(target.url())
        .isEqualTo(
            "http://prober:9115/metrics?target=https%3A%2F%2Fuser%3Axxxxx%40site%2F&token=%3Csecret%3E");
    assertThat(target.publicLabels().value("site")).isEqualTo("user:xxxxx@site");
    assertThat(target.toString() + target.identity() + target.discoveredLabels())
        .doesNotContain("open-sesame");
  }
}
