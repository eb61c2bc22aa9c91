package dev.firebucket.alerting.schedule;

import dev.firebucket.alerting.evaluation.RuleGroup;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Which groups read what other groups record. In a tick such a group comes after those, so that it
/// reads their samples of this minute, and the same ones when the tick is delivered twice.
final class GroupSources {
  /// No group reads another.
  static final GroupSources NONE = new GroupSources(Map.of());

  private final Map<RuleGroup, Set<RuleGroup>> sources;
  private final GroupCircles circles;

  private GroupSources(Map<RuleGroup, Set<RuleGroup>> sources) {
    this.sources = sources;
    this.circles = new GroupCircles(sources);
  }

  static GroupSources of(List<RuleGroup> groups) {
    Map<String, Set<RuleGroup>> givers = new HashMap<>();
    groups.forEach(
        group ->
            group
                .gives()
                .forEach(
                    metric -> givers.computeIfAbsent(metric, any -> new HashSet<>()).add(group)));
    Map<RuleGroup, Set<RuleGroup>> sources = new HashMap<>();
    for (RuleGroup group : groups) {
      Set<RuleGroup> found = new HashSet<>();
      group.readsOf(givers.keySet()).forEach(metric -> found.addAll(givers.get(metric)));
      found.remove(group);
      sources.put(group, Set.copyOf(found));
    }
    return new GroupSources(sources);
  }

  Set<RuleGroup> of(RuleGroup group) {
    return sources.getOrDefault(group, Set.of());
  }

  /// Whether two groups read each other, be it over others.
  boolean inCircle(RuleGroup one, RuleGroup other) {
    return circles.joins(one, other);
  }
}
