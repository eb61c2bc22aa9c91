package dev.firebucket.go.template.evaluate;

import dev.firebucket.go.template.parse.Node;
import dev.firebucket.go.template.parse.Operand;
import dev.firebucket.go.template.parse.ParsedTemplate;
import dev.firebucket.go.text.Quote;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Where an evaluation stands and how much it may still cost. Every node that is visited passes
/// [#at]; errors name the node visited last. Not for use by several threads.
final class Progress {
  private static final int STEPS_BETWEEN_LOOKS_AT_THE_CLOCK = 1024;

  private final ParsedTemplate template;
  private final TemplateLimits limits;
  private final long deadlineNanos;
  private String running;
  private @Nullable Node node;
  private int steps;
  private int depth;
  private int queries;

  Progress(ParsedTemplate template, TemplateLimits limits) {
    this.template = template;
    this.limits = limits;
    this.running = template.name();
    this.deadlineNanos = System.nanoTime() + limits.time().toNanos();
  }

  void at(Node visited) throws TemplateExecutionException {
    node = visited;
    steps++;
    if (steps > limits.steps()) {
      throw error("exceeded the limit of " + limits.steps() + " steps of a template");
    }
    if (steps % STEPS_BETWEEN_LOOKS_AT_THE_CLOCK == 0) {
      checkTime();
    }
  }

  private void checkTime() throws TemplateExecutionException {
    if (System.nanoTime() - deadlineNanos > 0) {
      throw error("exceeded the limit of " + limits.time().toSeconds() + " s for a template");
    }
  }

  void enter() throws TemplateExecutionException {
    if (++depth > limits.depth()) {
      throw error("exceeded maximum template depth (" + limits.depth() + ")");
    }
  }

  void leave() {
    depth--;
  }

  void countQuery() throws TemplateExecutionException {
    checkTime();
    if (++queries > limits.queries()) {
      throw error("exceeded the limit of " + limits.queries() + " queries of a template");
    }
  }

  void checkLength(int characters) throws TemplateExecutionException {
    if (characters > limits.characters()) {
      throw error("exceeded the limit of " + limits.characters() + " characters of a template");
    }
  }

  /// The name of the template that runs: a defined one while it is called.
  String running() {
    return running;
  }

  void run(String name) {
    running = name;
  }

  TemplateExecutionException error(String message) {
    Node visited = node;
    if (visited == null) {
      return new TemplateExecutionException("template: " + running + ": " + message);
    }
    String before = template.text().substring(0, visited.position());
    long line = 1 + before.chars().filter(c -> c == '\n').count();
    String onLine = before.substring(before.lastIndexOf('\n') + 1);
    int column = onLine.getBytes(StandardCharsets.UTF_8).length;
    return new TemplateExecutionException(
        "template: %s:%d:%d: executing %s at <%s>: %s"
            .formatted(
                template.name(), line, column, Quote.string(running), shown(visited), message));
  }

  private static String shown(Node node) {
    String text = node.toString();
    return node instanceof Operand.Nested ? text.substring(1, text.length() - 1) : text;
  }
}
