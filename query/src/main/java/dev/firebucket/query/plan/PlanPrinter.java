package dev.firebucket.query.plan;

import dev.firebucket.query.ast.VectorMatching;
import dev.firebucket.query.functions.SampleReading;
import dev.firebucket.query.time.Steps;
import java.util.List;
import java.util.stream.Collectors;

/// Prints a plan as an indented tree, one node a line with its steps: for `explain` and for tests.
public final class PlanPrinter {
  private final StringBuilder out = new StringBuilder();

  private PlanPrinter() {}

  /// The tree, each line ended by a line feed.
  public static String print(Plan plan) {
    PlanPrinter printer = new PlanPrinter();
    printer.node(plan, 0);
    return printer.out.toString();
  }

  private void node(Plan plan, int depth) {
    switch (plan) {
      case Plan.Text text -> line(depth, "Text \"" + text.value() + "\"", plan.steps());
      case ScalarPlan scalar -> scalar(scalar, depth);
      case VectorPlan vector -> vector(vector, depth);
      case RangePlan.StoredSamples samples ->
          line(
              depth,
              "StoredSamples "
                  + samples.selector()
                  + " ["
                  + samples.windowMillis()
                  + "ms]"
                  + samples.reach().suffix(),
              plan.steps());
      case RangePlan.Subquery subquery -> {
        line(
            depth,
            "Subquery [" + subquery.windowMillis() + "ms]" + subquery.reference().suffix(),
            plan.steps());
        node(subquery.inner(), depth + 1);
      }
    }
  }

  private void scalar(ScalarPlan plan, int depth) {
    switch (plan) {
      case ScalarPlan.Constant constant ->
          line(depth, "Constant " + constant.value(), plan.steps());
      case ScalarPlan.Time time -> line(depth, "Time", plan.steps());
      case ScalarPlan.OfVector node -> parent(depth, "Scalar", plan, node.vector());
      case ScalarPlan.Binary node ->
          parent(
              depth, "ScalarBinary " + node.operator().symbol(), plan, node.left(), node.right());
      case ScalarPlan.Extreme node ->
          parent(depth, node.greatest() ? "MaxOf" : "MinOf", plan, node.left(), node.right());
      case ScalarPlan.Negated node -> parent(depth, "Negated", plan, node.inner());
      case ScalarPlan.Repeated node -> parent(depth, "Repeated", plan, node.inner());
    }
  }

  private void vector(VectorPlan plan, int depth) {
    switch (plan) {
      case VectorPlan.InstantSelection node -> instant(node, depth);
      case VectorPlan.SmoothedSelection node -> smoothed(node, depth);
      case VectorPlan.OverRange node -> overRange(node, depth);
      case VectorPlan.Elementwise node -> elementwise(node, depth);
      case VectorPlan.Aggregation node -> aggregation(node, depth);
      case VectorPlan.Ranking node -> ranking(node, depth);
      case VectorPlan.LimitRatio node ->
          parent(depth, "LimitRatio", plan, node.ratio(), node.inner());
      case VectorPlan.ValueCounts node -> valueCounts(node, depth);
      case VectorPlan.Binary node -> binary(node, depth);
      case VectorPlan.ScalarBinary node -> scalarBinary(node, depth);
      case VectorPlan.SetOperation node -> setOperation(node, depth);
      case VectorPlan.OfScalar node -> parent(depth, "Vector", plan, node.scalar());
      case VectorPlan.Absent node -> parent(depth, "Absent " + node.labels(), plan, node.inner());
      case VectorPlan.LabelReplace node ->
          parent(depth, "LabelReplace " + node.destination(), plan, node.inner());
      case VectorPlan.LabelJoin node ->
          parent(depth, "LabelJoin " + node.destination(), plan, node.inner());
      case VectorPlan.HistogramQuantile node ->
          parent(depth, "HistogramQuantile", plan, node.quantile(), node.buckets());
      case VectorPlan.HistogramQuantiles node -> quantiles(node, depth);
      case VectorPlan.HistogramFraction node ->
          parent(depth, "HistogramFraction", plan, node.lower(), node.upper(), node.buckets());
      case VectorPlan.Sorted node ->
          parent(depth, node.descending() ? "Sorted down" : "Sorted up", plan, node.inner());
      case VectorPlan.SortedByLabels node -> sortedByLabels(node, depth);
      case VectorPlan.InfoLabels node -> parent(depth, "Info " + node.info(), plan, node.inner());
      case VectorPlan.Nothing node -> line(depth, "Nothing", plan.steps());
      case VectorPlan.Repeated node -> parent(depth, "Repeated", plan, node.inner());
    }
  }

  private void instant(VectorPlan.InstantSelection node, int depth) {
    line(
        depth,
        selection(node.reading()) + node.selector() + " lookback " + node.lookbackMillis() + "ms",
        node.steps());
  }

  private void smoothed(VectorPlan.SmoothedSelection node, int depth) {
    line(
        depth,
        "Smoothed " + node.selector() + " lookback " + node.lookbackMillis() + "ms",
        node.steps());
  }

  private void overRange(VectorPlan.OverRange node, int depth) {
    line(depth, "OverRange " + node.function().promqlName(), node.steps());
    node(node.input(), depth + 1);
    nodes(node.parameters(), depth + 1);
  }

  private void elementwise(VectorPlan.Elementwise node, int depth) {
    line(depth, "Elementwise " + node.function().promqlName(), node.steps());
    node(node.inner(), depth + 1);
    nodes(node.parameters(), depth + 1);
  }

  private void ranking(VectorPlan.Ranking node, int depth) {
    String title =
        "Ranking " + node.operator().keyword() + " " + grouping(node.without(), node.grouping());
    parent(depth, title, node, node.count(), node.inner());
  }

  private void valueCounts(VectorPlan.ValueCounts node, int depth) {
    String title = "ValueCounts " + node.label() + " " + grouping(node.without(), node.grouping());
    parent(depth, title, node, node.inner());
  }

  private void binary(VectorPlan.Binary node, int depth) {
    String title =
        "Binary "
            + node.operator().symbol()
            + (node.returnBool() ? " bool " : " ")
            + matching(node.matching());
    parent(depth, title, node, node.left(), node.right());
  }

  private void setOperation(VectorPlan.SetOperation node, int depth) {
    String title = "SetOperation " + node.operator().symbol() + " " + matching(node.matching());
    parent(depth, title, node, node.left(), node.right());
  }

  private void quantiles(VectorPlan.HistogramQuantiles node, int depth) {
    line(depth, "HistogramQuantiles " + node.label(), node.steps());
    nodes(node.quantiles(), depth + 1);
    node(node.buckets(), depth + 1);
  }

  private void sortedByLabels(VectorPlan.SortedByLabels node, int depth) {
    String title =
        "SortedByLabels "
            + (node.descending() ? "down " : "up ")
            + String.join(", ", node.labels());
    parent(depth, title, node, node.inner());
  }

  private static String selection(SampleReading reading) {
    return switch (reading) {
      case VALUE -> "Selection ";
      case TIME -> "Timestamps ";
      case START -> "StartTimestamps ";
      case FLOAT_TIME -> "FloatTimes ";
    };
  }

  private void aggregation(VectorPlan.Aggregation node, int depth) {
    line(
        depth,
        "Aggregation "
            + node.operator().keyword()
            + " "
            + grouping(node.without(), node.grouping()),
        node.steps());
    ScalarPlan parameter = node.parameter();
    if (parameter != null) {
      node(parameter, depth + 1);
    }
    node(node.inner(), depth + 1);
  }

  private void scalarBinary(VectorPlan.ScalarBinary node, int depth) {
    String title = "ScalarBinary " + node.operator().symbol() + (node.returnBool() ? " bool" : "");
    if (node.scalarFirst()) {
      parent(depth, title, node, node.scalar(), node.vector());
    } else {
      parent(depth, title, node, node.vector(), node.scalar());
    }
  }

  private void parent(int depth, String title, Plan plan, Plan... children) {
    line(depth, title, plan.steps());
    nodes(List.of(children), depth + 1);
  }

  private void nodes(List<? extends Plan> plans, int depth) {
    for (Plan plan : plans) {
      node(plan, depth);
    }
  }

  private void line(int depth, String title, Steps steps) {
    out.append("  ".repeat(depth)).append(title.strip()).append("  # ").append(steps).append('\n');
  }

  private static String grouping(boolean without, List<String> labels) {
    String names = labels.stream().collect(Collectors.joining(", ", "(", ")"));
    return (without ? "without " : "by ") + names;
  }

  private static String matching(VectorMatching matching) {
    String names = String.join(", ", matching.labels());
    String side =
        switch (matching.cardinality()) {
          case ONE_TO_ONE, MANY_TO_MANY -> "";
          case MANY_TO_ONE -> " group_left (" + String.join(", ", matching.include()) + ")";
          case ONE_TO_MANY -> " group_right (" + String.join(", ", matching.include()) + ")";
        };
    return (matching.on() ? "on (" : "ignoring (") + names + ")" + side + filling(matching);
  }

  private static String filling(VectorMatching matching) {
    Double left = matching.fillLeft();
    Double right = matching.fillRight();
    return (left == null ? "" : " fill_left (" + left + ")")
        + (right == null ? "" : " fill_right (" + right + ")");
  }
}
