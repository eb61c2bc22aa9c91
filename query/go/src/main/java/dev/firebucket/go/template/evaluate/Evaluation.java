package dev.firebucket.go.template.evaluate;

import dev.firebucket.go.fmt.Printer;
import dev.firebucket.go.template.function.FunctionTable;
import dev.firebucket.go.template.parse.ParsedTemplate;
import dev.firebucket.go.template.parse.Statement;
import dev.firebucket.go.template.parse.StatementList;
import dev.firebucket.go.value.Value;

/// Runs a template once, on one value, into one text.
public final class Evaluation {
  private final ParsedTemplate template;
  private final Progress progress;
  private final PipelineEvaluation pipelines;
  private final StringBuilder output = new StringBuilder();

  private Evaluation(ParsedTemplate template, Progress progress, PipelineEvaluation pipelines) {
    this.template = template;
    this.progress = progress;
    this.pipelines = pipelines;
  }

  /// Expands a template.
  ///
  /// @param dot what `.` and `$` are
  /// @param functions those that the template was parsed with
  /// @param context what functions get to know
  /// @throws TemplateExecutionException when a value does not fit, a function fails, or a limit is
  ///   reached
  public static <C> String run(
      ParsedTemplate template,
      Value dot,
      FunctionTable<C> functions,
      C context,
      TemplateLimits limits)
      throws TemplateExecutionException {
    Progress progress = new Progress(template, limits);
    FunctionCalls<C> calls = new FunctionCalls<>(progress, functions, context);
    Evaluation evaluation =
        new Evaluation(
            template, progress, new PipelineEvaluation(progress, calls, new Variables(dot)));
    StatementList main = template.definition(template.name());
    if (main != null) {
      evaluation.all(dot, main);
    }
    return evaluation.output.toString();
  }

  private Flow all(Value dot, StatementList list) throws TemplateExecutionException {
    progress.enter();
    try {
      for (Statement statement : list.statements()) {
        Flow flow = one(dot, statement);
        if (flow != Flow.NEXT) {
          return flow;
        }
      }
      return Flow.NEXT;
    } finally {
      progress.leave();
    }
  }

  private Flow one(Value dot, Statement statement) throws TemplateExecutionException {
    progress.at(statement);
    return switch (statement) {
      case Statement.Text text -> write(text.text());
      case Statement.Action action -> action(dot, action);
      case Statement.If branch -> {
        int mark = pipelines.variables().mark();
        boolean truth = pipelines.evaluate(dot, branch.pipeline()).truth();
        Flow flow = all(dot, truth ? branch.body() : branch.otherwise());
        pipelines.variables().endTo(mark);
        yield flow;
      }
      case Statement.With with -> {
        int mark = pipelines.variables().mark();
        Value value = pipelines.evaluate(dot, with.pipeline());
        Flow flow = value.truth() ? all(value, with.body()) : all(dot, with.otherwise());
        pipelines.variables().endTo(mark);
        yield flow;
      }
      case Statement.Range range -> {
        int mark = pipelines.variables().mark();
        Flow flow = new RangeEvaluation(progress, pipelines, this::all).run(dot, range);
        pipelines.variables().endTo(mark);
        yield flow;
      }
      case Statement.Call called -> called(dot, called);
      case Statement.Break leave -> Flow.BREAK;
      case Statement.Continue next -> Flow.CONTINUE;
    };
  }

  private Flow write(String text) throws TemplateExecutionException {
    progress.checkLength(output.length() + text.length());
    output.append(text);
    return Flow.NEXT;
  }

  private Flow action(Value dot, Statement.Action action) throws TemplateExecutionException {
    Value value = pipelines.evaluate(dot, action.pipeline());
    if (action.pipeline().variables().isEmpty()) {
      progress.at(action);
      write(Printer.display(value));
    }
    return Flow.NEXT;
  }

  private Flow called(Value dot, Statement.Call call) throws TemplateExecutionException {
    StatementList body = template.definition(call.name());
    if (body == null) {
      throw progress.error("template \"" + call.name() + "\" not defined");
    }
    Value inner =
        call.pipeline() == null ? Value.None.NONE : pipelines.evaluate(dot, call.pipeline());
    Variables around = pipelines.variables();
    String caller = progress.running();
    pipelines.useVariables(new Variables(inner));
    progress.run(call.name());
    all(inner, body);
    progress.run(caller);
    pipelines.useVariables(around);
    return Flow.NEXT;
  }
}
