package dev.firebucket.config.relabel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firebucket.config.ConfigLoader;
import dev.firebucket.config.PrometheusConfig;
import dev.firebucket.config.yaml.ConfigException;
import dev.firebucket.storage.model.LabelSet;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RelabelerTest {
  private static final LabelSet LABELS =
      LabelSet.of("a", "foo", "b", "bar", "c", "Baz", "__meta_x", "1");

  private static Optional<LabelSet> relabelled(String rule) throws ConfigException {
    PrometheusConfig config =
        new ConfigLoader(name -> Optional.empty())
            .loadText(
                Path.of("prometheus.yml"),
                "scrape_configs: [{job_name: j, relabel_configs: [" + rule + "]}]");
    return new Relabeler(config.scrapeConfigs().getFirst().relabelConfigs()).apply(LABELS);
  }

  private static LabelSet after(String rule) throws ConfigException {
    return relabelled(rule).orElseThrow();
  }

  @Test
  void replaceWritesGroupsOfTheJoinedValues() throws Exception {
    assertThat(
            after(
                "{source_labels: [a, b], regex: 'f(..);(?P<rest>.*)', target_label: d, replacement: '$1-${rest}-$$-${2}x-$9-$rest_-$'}"))
        .isEqualTo(LABELS.with("d", "oo-bar-$-barx---$"));
  }

  @Test
  void replaceCanNameItsTargetByAGroup() throws Exception {
    assertThat(after("{source_labels: [a], regex: '(.*)', target_label: 'x_${1}', replacement: v}"))
        .isEqualTo(LABELS.with("x_foo", "v"));
  }

  @Test
  void replaceByNothingRemovesTheLabel() throws Exception {
    assertThat(after("{target_label: a, replacement: ''}").get("a")).isNull();
    assertThat(after("{source_labels: [missing], target_label: a}").get("a")).isNull();
  }

  @Test
  void lettersChangeTheirCaseOneByOne() throws Exception {
    String source = "{replacement: 'Straße İstanbul ΟΔΟΣ', target_label: k}, {source_labels: [k], ";
    assertThat(after(source + "action: uppercase, target_label: k}").get("k"))
        .isEqualTo("STRAßE İSTANBUL ΟΔΟΣ");
    assertThat(after(source + "action: lowercase, target_label: k}").get("k"))
        .isEqualTo("straße istanbul οδοσ");
  }

  @Test
  void aNumberWithALeadingZeroIsTheNameOfNoGroup() throws Exception {
    assertThat(
            after("{source_labels: [a], regex: '(.*)', target_label: a, replacement: 'x$01${1}'}"))
        .isEqualTo(LABELS.with("a", "xfoo"));
  }

  @Test
  void aRegexThatWouldTakeAllMemoryIsRefused() {
    assertThatThrownBy(
            () ->
                relabelled("{source_labels: [a], regex: '((x{1000}){1000}){1000}', action: keep}"))
        .hasMessageContaining("invalid repeat count");
  }

  @Test
  void aRegexMustMatchTheWholeValue() throws Exception {
    assertThat(after("{source_labels: [a], regex: 'fo', target_label: a, replacement: x}"))
        .isEqualTo(LABELS);
    assertThat(relabelled("{source_labels: [a], regex: 'fo|oo', action: keep}")).isEmpty();
    assertThat(relabelled("{source_labels: [a], regex: 'fo|oo', action: drop}")).contains(LABELS);
  }

  @Test
  void keepAndDropChooseLabelSets() throws Exception {
    assertThat(relabelled("{source_labels: [a], regex: 'f.*', action: keep}")).contains(LABELS);
    assertThat(relabelled("{source_labels: [a], regex: 'f.*', action: drop}")).isEmpty();
    assertThat(relabelled("{source_labels: [a], target_label: b, action: keepequal}")).isEmpty();
    assertThat(relabelled("{source_labels: [a], target_label: b, action: dropequal}"))
        .contains(LABELS);
    assertThat(relabelled("{source_labels: [a], target_label: a, action: dropequal}")).isEmpty();
  }

  @Test
  void hashmodGivesTheShardOfPrometheus() throws Exception {
    // The last eight bytes of md5("foo") as a number, modulo 1000.
    assertThat(
            after("{source_labels: [a], modulus: 1000, target_label: d, action: hashmod}").get("d"))
        .isEqualTo("696");
  }

  @Test
  void labelActionsWorkOnNames() throws Exception {
    assertThat(after("{regex: '__meta_(.*)', action: labelmap}")).isEqualTo(LABELS.with("x", "1"));
    assertThat(after("{regex: 'a|b', action: labeldrop}").toMap())
        .containsOnlyKeys("c", "__meta_x");
    assertThat(after("{regex: 'a|b', action: labelkeep}").toMap()).containsOnlyKeys("a", "b");
  }

  @Test
  void caseActionsFoldTheJoinedValues() throws Exception {
    assertThat(after("{source_labels: [c, a], target_label: d, action: lowercase}").get("d"))
        .isEqualTo("baz;foo");
    assertThat(after("{source_labels: [c, a], target_label: d, action: UPPERCASE}").get("d"))
        .isEqualTo("BAZ;FOO");
  }

  @Test
  void namesMayBeUtf8UnlessTheSchemeIsLegacy() throws Exception {
    assertThat(after("{target_label: '測.x', replacement: v}").get("測.x")).isEqualTo("v");
  }

  @Test
  void rulesApplyInOrder() throws Exception {
    assertThat(
            after(
                    "{source_labels: [a], target_label: tmp}, {source_labels: [tmp], regex: 'foo', target_label: a, replacement: seen}")
                .get("a"))
        .isEqualTo("seen");
  }
}
