package dev.firebucket.alerting.schedule;

import dev.firebucket.alerting.evaluation.RuleGroup;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Which groups read each other in a circle, be it over others: the strongly connected components
/// of a graph, found as Kosaraju did.
final class GroupCircles {
  private final Map<RuleGroup, Integer> circles = new HashMap<>();

  /// @param sources of each group; all of them are keys too
  GroupCircles(Map<RuleGroup, Set<RuleGroup>> sources) {
    Map<RuleGroup, Set<RuleGroup>> readers = new HashMap<>();
    sources.forEach(
        (reader, from) ->
            from.forEach(
                source -> readers.computeIfAbsent(source, any -> new HashSet<>()).add(reader)));
    List<RuleGroup> order = new ArrayList<>();
    Set<RuleGroup> seen = new HashSet<>();
    sources.keySet().forEach(group -> order(group, sources, seen, order));
    for (int i = order.size() - 1; i >= 0; i--) {
      assign(order.get(i), readers, i);
    }
  }

  /// Adds what can be reached, each after everything that can be reached from it.
  private static void order(
      RuleGroup group,
      Map<RuleGroup, Set<RuleGroup>> sources,
      Set<RuleGroup> seen,
      List<RuleGroup> order) {
    if (seen.add(group)) {
      sources.getOrDefault(group, Set.of()).forEach(one -> order(one, sources, seen, order));
      order.add(group);
    }
  }

  private void assign(RuleGroup group, Map<RuleGroup, Set<RuleGroup>> readers, int circle) {
    if (circles.putIfAbsent(group, circle) == null) {
      readers.getOrDefault(group, Set.of()).forEach(one -> assign(one, readers, circle));
    }
  }

  /// Whether each of two groups reads the other, directly or over others.
  boolean joins(RuleGroup one, RuleGroup other) {
    Integer circle = circles.get(one);
    return circle != null && circle.equals(circles.get(other));
  }
}
