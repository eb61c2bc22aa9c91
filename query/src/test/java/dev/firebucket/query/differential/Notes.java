package dev.firebucket.query.differential;

import dev.firebucket.query.result.QueryResult;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Warnings and infos of two answers without their places.
///
/// @param theirs those of Prometheus
/// @param ours ours
record Notes(Set<String> theirs, Set<String> ours) {
  static Notes of(PeerPrometheus.Answer answer, QueryResult result) {
    Map<?, ?> theirs = (Map<?, ?>) JsonTree.parse(answer.body());
    Set<String> ours = new HashSet<>();
    add(ours, result.warnings());
    add(ours, result.infos());
    Set<String> expected = new HashSet<>();
    for (String kind : List.of("warnings", "infos")) {
      if (theirs.get(kind) instanceof List<?> notes) {
        add(expected, notes);
      }
    }
    return new Notes(expected, ours);
  }

  private static void add(Set<String> all, Collection<?> notes) {
    notes.forEach(note -> all.add(note.toString().replaceFirst(" \\([0-9]+:[0-9]+\\)$", "")));
  }

  /// Those that only one of the answers has.
  Set<String> ofOneOnly() {
    Set<String> all = new HashSet<>(theirs);
    all.addAll(ours);
    all.removeIf(note -> theirs.contains(note) && ours.contains(note));
    return all;
  }
}
