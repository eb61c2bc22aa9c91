package dev.firebucket.config.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firebucket.config.ConfigLoader;
import dev.firebucket.config.PrometheusConfig;
import dev.firebucket.config.yaml.ConfigException;
import dev.firebucket.storage.model.LabelMatcher;
import dev.firebucket.storage.retention.RetentionPolicy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RetentionReaderTest {
  private static final RetentionConfig.Limits FLAGS =
      new RetentionConfig.Limits(Duration.ofDays(1), 7);

  private static PrometheusConfig load(String text) throws ConfigException {
    return new ConfigLoader().loadText(Path.of("prometheus.yml"), text);
  }

  private static RetentionPolicy policy(String text) throws ConfigException {
    return load(text).retention().policy(FLAGS);
  }

  @Test
  void theFileComesBeforeTheFlags() throws Exception {
    assertThat(policy("")).isEqualTo(new RetentionPolicy(Duration.ofDays(1), 7, List.of()));
    assertThat(policy("storage: {tsdb: {retention: {time: 30d, size: 1KB}}}"))
        .isEqualTo(new RetentionPolicy(Duration.ofDays(30), 1024, List.of()));
    assertThat(policy("storage: {tsdb: {retention: {size: 1KB}}}"))
        .isEqualTo(new RetentionPolicy(Duration.ZERO, 1024, List.of()));
  }

  @Test
  void nothingIsDroppedUnlessSomebodySaysSo() throws Exception {
    assertThat(load("").retention().policy(RetentionConfig.Limits.NONE))
        .isEqualTo(RetentionPolicy.NONE);
  }

  @Test
  void rulesNameSeries() throws Exception {
    RetentionPolicy policy =
        policy(
            """
            firebucket:
              retention_rules:
                - match: '{job="debug"}'
                  time: 7d
                - match: up{env=~"dev|test", path!="a\\"b"}
                  time: 12h
            """);

    assertThat(policy.rules()).hasSize(2);
    assertThat(policy.rules().getFirst().matchers())
        .containsExactly(LabelMatcher.equal("job", "debug"));
    assertThat(policy.rules().getFirst().time()).isEqualTo(Duration.ofDays(7));
    assertThat(policy.rules().getLast().matchers())
        .extracting(LabelMatcher::toString)
        .containsExactly("__name__=\"up\"", "env=~\"dev|test\"", "path!=\"a\\\"b\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{job=debug}",
        "{job=\"debug\"",
        "{job=\"a\"} b",
        "{job=~\"(\"}",
        "\"a\"",
        ""
      })
  void aRuleThatIsWrongIsRefusedWithItsPlace(String match) {
    assertThatThrownBy(
            () ->
                load(
                    "firebucket:\n  retention_rules:\n  - match: '%s'\n    time: 1d\n"
                        .formatted(match)))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("prometheus.yml:3:")
        .hasMessageContaining("retention rule");
  }

  @Test
  void aRuleNeedsATime() {
    assertThatThrownBy(
            () -> load("firebucket: {retention_rules: [{match: '{job=\"a\"}'}], other: 1}"))
        .hasMessageContaining("above 0");
    assertThatThrownBy(() -> load("firebucket: {other: 1}")).hasMessageContaining("other");
  }

  @Test
  void whatIsNotUsedOfTheSectionIsSaid() throws Exception {
    assertThat(load("storage: {tsdb: {retention: {time: 30d}}}").warnings()).isEmpty();
    assertThat(load("storage: {tsdb: {retention: {percentage: 80}}}").warnings())
        .singleElement()
        .asString()
        .contains("storage is not used but for tsdb.retention.time");
    assertThat(load("storage: {tsdb: {out_of_order_time_window: 1h}}").warnings()).hasSize(1);
  }
}
