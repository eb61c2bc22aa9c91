package dev.firebucket.alerting.template;

import dev.firebucket.alerting.template.function.FunctionContext;
import dev.firebucket.alerting.template.function.TemplateFunctions;
import dev.firebucket.alerting.template.value.AlertData;
import dev.firebucket.go.template.evaluate.Evaluation;
import dev.firebucket.go.template.evaluate.TemplateExecutionException;
import dev.firebucket.go.template.evaluate.TemplateLimits;
import dev.firebucket.go.template.parse.ParsedTemplate;
import dev.firebucket.go.template.parse.TemplateParser;
import dev.firebucket.go.template.parse.TemplateSyntaxException;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/// The text of one label or annotation of an alerting rule, parsed once, expanded for each alert.
///
/// `$labels`, `$externalLabels`, `$externalURL` and `$value` are declared in front of it. Safe for
/// use by several threads.
public final class AlertTemplate {
  private static final String DEFINITIONS =
      "{{$labels := .Labels}}{{$externalLabels := .ExternalLabels}}"
          + "{{$externalURL := .ExternalURL}}{{$value := .Value}}";

  private static final LongAdder EXPANSIONS = new LongAdder();
  private static final LongAdder FAILURES = new LongAdder();

  private final String name;
  private final String text;
  private final @Nullable ParsedTemplate parsed;
  private final String syntaxError;

  private AlertTemplate(String alert, String text) {
    this.name = "__alert_" + alert;
    this.text = text;
    ParsedTemplate template = null;
    String error = "";
    try {
      template = TemplateParser.parse(name, DEFINITIONS + text, TemplateFunctions.ALL.names());
    } catch (TemplateSyntaxException e) {
      error = String.valueOf(e.getMessage());
    }
    this.parsed = template;
    this.syntaxError = error;
  }

  /// Parses a text. One that does not parse expands to its error, as in Prometheus.
  ///
  /// @param alert the name of the rule, which errors carry
  public static AlertTemplate of(String alert, String text) {
    return new AlertTemplate(alert, text);
  }

  /// What is wrong with the text, empty when it parses.
  public String syntaxError() {
    return syntaxError;
  }

  /// Whether expanding gives the text itself, whatever the alert.
  public boolean isPlainText() {
    return !text.contains("{{");
  }

  /// Expands the text for one alert. An error becomes the result: `<error expanding template: …>`.
  public String expand(AlertData data, FunctionContext context) {
    EXPANSIONS.increment();
    if (isPlainText()) {
      return text;
    }
    String problem = "error parsing template " + name + ": " + syntaxError;
    if (parsed != null) {
      try {
        return Evaluation.run(
            parsed, data.dot(), TemplateFunctions.ALL, context, TemplateLimits.DEFAULT);
      } catch (TemplateExecutionException e) {
        problem = "error executing template " + name + ": " + e.getMessage();
      }
    }
    FAILURES.increment();
    return "<error expanding template: " + problem + ">";
  }

  /// `prometheus_template_text_expansions_total` of this process.
  public static long expansions() {
    return EXPANSIONS.sum();
  }

  /// `prometheus_template_text_expansion_failures_total` of this process.
  public static long failures() {
    return FAILURES.sum();
  }
}
