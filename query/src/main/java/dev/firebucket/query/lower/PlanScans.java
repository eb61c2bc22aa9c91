package dev.firebucket.query.lower;

import dev.firebucket.query.plan.LanguageFeatures;
import dev.firebucket.query.plan.Plan;
import dev.firebucket.query.plan.RangePlan;
import dev.firebucket.query.plan.ScalarPlan;
import dev.firebucket.query.plan.VectorPlan;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/// What a plan reads from the store, known before it is lowered: how it is lowered depends on what
/// labels the series have.
public final class PlanScans {
  private final LanguageFeatures features;
  private final List<Source.Scan> scans = new ArrayList<>();
  private final Map<Source, Integer> known = new HashMap<>();
  private final IdentityHashMap<Plan, Integer> numbers = new IdentityHashMap<>();

  private PlanScans(LanguageFeatures features) {
    this.features = features;
  }

  public static PlanScans of(Plan plan, LanguageFeatures features) {
    PlanScans scans = new PlanScans(features);
    scans.visit(plan);
    return scans;
  }

  /// What flags change in the meaning of the query.
  public LanguageFeatures features() {
    return features;
  }

  /// Each scan once, by number.
  public List<Source.Scan> scans() {
    return List.copyOf(scans);
  }

  /// The number of the scan that a node reads.
  int number(Plan node) {
    Integer number = numbers.get(node);
    if (number == null) {
      throw new IllegalStateException("a node that reads nothing from the store");
    }
    return number;
  }

  /// What a query asks for twice is filled once; annotations speak of the later place, as in
  /// Prometheus.
  private void add(Plan node, Source.Scan scan) {
    Integer number = known.putIfAbsent(scan.anywhere(), scans.size());
    if (number == null) {
      scans.add(scan);
    } else {
      scans.set(number, scan);
    }
    numbers.put(node, number == null ? scans.size() - 1 : number);
  }

  private void visit(Plan plan) {
    switch (plan) {
      case Plan.Text _ -> {}
      case ScalarPlan scalar -> visit(scalar);
      case VectorPlan vector -> visit(vector);
      case RangePlan.StoredSamples samples -> add(samples, LowerSelector.scan(samples));
      case RangePlan.Subquery subquery -> visit(subquery.inner());
    }
  }

  private void visit(ScalarPlan plan) {
    switch (plan) {
      case ScalarPlan.Constant _, ScalarPlan.Time _ -> {}
      case ScalarPlan.OfVector node -> visit(node.vector());
      case ScalarPlan.Binary node -> visitAll(node.left(), node.right());
      case ScalarPlan.Extreme node -> visitAll(node.left(), node.right());
      case ScalarPlan.Negated node -> visit(node.inner());
      case ScalarPlan.Repeated node -> visit(node.inner());
    }
  }

  private void visit(VectorPlan plan) {
    switch (plan) {
      case VectorPlan.InstantSelection node -> add(node, LowerSelector.scan(node));
      case VectorPlan.SmoothedSelection node -> add(node, LowerSmoothed.scan(node));
      case VectorPlan.OverRange node -> visit(node);
      case VectorPlan.Elementwise node -> visitAll(node.inner(), node.parameters());
      case VectorPlan.Aggregation node -> {
        visit(node.inner());
        if (node.parameter() != null) {
          visit(node.parameter());
        }
      }
      case VectorPlan.Ranking node -> visitAll(node.inner(), node.count());
      case VectorPlan.LimitRatio node -> visitAll(node.inner(), node.ratio());
      case VectorPlan.ValueCounts node -> visit(node.inner());
      case VectorPlan.Binary node -> visitAll(node.left(), node.right());
      case VectorPlan.ScalarBinary node -> visitAll(node.vector(), node.scalar());
      case VectorPlan.SetOperation node -> visitAll(node.left(), node.right());
      case VectorPlan.OfScalar node -> visit(node.scalar());
      case VectorPlan.Absent node -> visit(node.inner());
      case VectorPlan.LabelReplace node -> visit(node.inner());
      case VectorPlan.LabelJoin node -> visit(node.inner());
      case VectorPlan.HistogramQuantile node -> visitAll(node.buckets(), node.quantile());
      case VectorPlan.HistogramQuantiles node -> visitAll(node.buckets(), node.quantiles());
      case VectorPlan.HistogramFraction node ->
          visitAll(node.buckets(), node.lower(), node.upper());
      case VectorPlan.Sorted node -> visit(node.inner());
      case VectorPlan.SortedByLabels node -> visit(node.inner());
      case VectorPlan.InfoLabels node -> {
        visit(node.inner());
        add(node, LowerInfo.scan(node));
      }
      case VectorPlan.Nothing _ -> {}
      case VectorPlan.Repeated node -> visit(node.inner());
    }
  }

  private void visit(VectorPlan.OverRange node) {
    switch (node.input()) {
      case RangePlan.StoredSamples samples -> {
        visitAll(node.parameters());
        add(node, LowerRangeFunction.scan(node, samples, features));
      }
      case RangePlan.Subquery subquery -> visitAll(subquery.inner(), node.parameters());
    }
  }

  private void visitAll(VectorPlan first, List<ScalarPlan> others) {
    visit(first);
    visitAll(others);
  }

  private void visitAll(List<ScalarPlan> plans) {
    plans.forEach(this::visit);
  }

  private void visitAll(Plan... plans) {
    for (Plan plan : plans) {
      visit(plan);
    }
  }
}
