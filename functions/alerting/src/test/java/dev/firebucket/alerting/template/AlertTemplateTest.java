package dev.firebucket.alerting.template;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebucket.alerting.template.function.FunctionContext;
import dev.firebucket.alerting.template.value.AlertData;
import dev.firebucket.alerting.template.value.SampleValues;
import dev.firebucket.go.template.function.FunctionException;
import dev.firebucket.go.value.Value;
import dev.firebucket.query.result.VectorSample;
import dev.firebucket.storage.model.FloatHistogram;
import dev.firebucket.storage.model.FloatHistogram.ResetHint;
import dev.firebucket.storage.model.FloatHistogram.Span;
import dev.firebucket.storage.model.LabelSet;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlertTemplateTest {
  private static final URI EXTERNAL = URI.create("http://fire.example/x");

  private static String expand(String text) {
    return expand(text, new Value.Real(1234567.5));
  }

  private static String expand(String text, Value value) {
    AlertData data =
        new AlertData(
            LabelSet.of("job", "node", "instance", "db-1.example.com:9100"),
            LabelSet.of("region", "eu"),
            EXTERNAL.toString(),
            value);
    FunctionContext context =
        new FunctionContext(AlertTemplateTest::answer, EXTERNAL, 1_700_000_000_500L);
    return AlertTemplate.of("A", text).expand(data, context);
  }

  private static List<VectorSample> answer(String expression) throws FunctionException {
    if (expression.equals("fails")) {
      throw new FunctionException("the store is away");
    }
    return List.of(new VectorSample(LabelSet.of("l", "x"), 0, 7, null));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '=',
      ignoreLeadingAndTrailingWhitespace = true,
      value = {
        "{{ $labels.job }} on {{ $labels.instance }} = node on db-1.example.com:9100",
        "{{ $value }} = 1.2345675e+06",
        "{{ $value | humanize }} = 1.235M",
        "{{ printf `%.1f %5d|` $value 7 }} = 1234567.5     7|",
        "{{ $labels.instance | stripPort | stripDomain }} = db-1",
        "{{ $externalLabels.region }} {{ externalURL }} {{ pathPrefix }} = eu http://fire.example/x /x",
        "{{ range query `up` }}{{ .Labels.l }}:{{ .Value }}{{ end }} = x:7",
        "{{ if gt $value 1e6 }}high{{ else }}low{{ end }} = high",
        "{{ with $labels.none }}a{{ else }}b{{ end }} = b",
        "{{ define `t` }}<{{ . }}>{{ end }}{{ template `t` 5 }} = <5>",
        "a {{- /* c */ -}} b = ab",
        "{{ now }} {{ 90 | humanizeDuration }} = 1.7000000005e+09 1m 30s",
        "{{ (toTime 0).Format `Mon 02 Jan 2006` }} = Thu 01 Jan 1970",
        "{{ reReplaceAll `(.*):.*` `$1` $labels.instance }} = db-1.example.com"
      })
  void templatesExpandAsInPrometheus(String template, String text) {
    assertThat(expand(template)).isEqualTo(text);
  }

  @Test
  void whatGoesWrongStandsInTheTextWithItsPlace() {
    assertThat(expand("{{ .Nope }}"))
        .isEqualTo(
            "<error expanding template: error executing template __alert_A: template:"
                + " __alert_A:1:115: executing \"__alert_A\" at <.Nope>: can't evaluate field Nope"
                + " in type struct { Labels map[string]string; ExternalLabels map[string]string;"
                + " ExternalURL string; Value interface {} }>");
    assertThat(expand("{{ $nope }}"))
        .isEqualTo(
            "<error expanding template: error parsing template __alert_A: template: __alert_A:1:"
                + " undefined variable \"$nope\">");
    assertThat(expand("{{ query \"fails\" }}")).contains("error calling query: the store is away");
  }

  @Test
  void aTemplateThatWouldNeverEndIsEnded() {
    assertThat(expand("{{ range 1000000000 }}{{ end }}")).contains("exceeded the limit");
    assertThat(expand("{{ define \"t\" }}{{ template \"t\" }}{{ end }}{{ template \"t\" }}"))
        .contains("exceeded maximum template depth");
    assertThat(expand("{{ range 100000 }}{{ query \"up\" }}{{ end }}"))
        .contains("queries of a template");
  }

  @Test
  void aTextThatWouldGrowWithoutEndIsEnded() {
    assertThat(
            expand(
                "{{ $x := \"0123456789\" }}{{ range 64 }}{{ $x = print $x $x }}{{ end }}{{ $x }}"))
        .contains("exceeded the limit of 1000000 characters");
  }

  @Test
  void parenthesesAndBlocksNestOnlySoFar() {
    String deep = "(".repeat(5_000) + "1" + ")".repeat(5_000);
    assertThat(expand("{{ " + deep + " }}")).contains("max expression depth exceeded");
    String blocks = "{{ if 1 }}".repeat(5_000) + "{{ end }}".repeat(5_000);
    assertThat(expand(blocks)).contains("blocks within each other");
  }

  @Test
  void aNativeHistogramPrintsItsBuckets() {
    FloatHistogram histogram =
        new FloatHistogram(
            1,
            0.5,
            2,
            8,
            18.4,
            List.of(new Span(0, 2), new Span(1, 1)),
            new double[] {1, 2, 3},
            List.of(new Span(0, 1)),
            new double[] {0.5},
            new double[0],
            ResetHint.UNKNOWN);
    assertThat(expand("{{ $value }} {{ $value.Count }}", SampleValues.histogram(histogram)))
        .isEqualTo(
            "{count:8, sum:18.4, [-1,-0.7071067811865475):0.5, [-0.5,0.5]:2,"
                + " (0.7071067811865475,1]:1, (1,1.414213562373095]:2,"
                + " (2,2.82842712474619]:3} 8");
  }
}
