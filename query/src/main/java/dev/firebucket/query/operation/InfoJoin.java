package dev.firebucket.query.operation;

import dev.firebucket.query.arena.CallSite;
import dev.firebucket.query.arena.Members;
import dev.firebucket.query.arena.QueryArena.LabeledGrid;
import dev.firebucket.query.error.PromqlException;
import dev.firebucket.query.grid.Grid;
import dev.firebucket.query.grid.GridBuilder;
import dev.firebucket.query.kernel.element.SetKernel;
import dev.firebucket.storage.model.LabelSet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Copies labels of info series to the series that have the same identifying labels
/// (`promql/info.go`). Labels may change from step to step: a series then comes apart.
final class InfoJoin {
  /// The labels that tell which info series speaks of which series.
  private static final List<String> IDENTIFYING = List.of("instance", "job");

  private final CallSite.InfoCall call;
  private final Members base;
  private final List<LabelSet> baseLabels;
  private final List<LabelSet> infoLabels;

  /// By metric name of info series, then by identifying labels.
  private final Map<String, Map<LabelSet, InfoChoice>> choices = new TreeMap<>();

  /// @param base the series to enrich
  /// @param info the info series with the times of their samples; null where there is none
  InfoJoin(CallSite.InfoCall call, Members base, @Nullable Members info) {
    this.call = call;
    this.base = base;
    this.baseLabels = labels(base);
    this.infoLabels = info == null ? List.of() : labels(info);
    if (info != null) {
      choose(info.objects());
    }
  }

  private static List<LabelSet> labels(Members members) {
    List<LabelSet> labels = new ArrayList<>(members.size());
    for (long handle : members.labels()) {
      labels.add(members.arena().labels().get(handle));
    }
    return labels;
  }

  private void choose(List<Grid> times) {
    Map<String, Set<String>> wanted = identifyingValues();
    if (wanted.isEmpty()) {
      return;
    }
    Grid present = SetKernel.any(base.objects());
    for (int i = 0; i < times.size(); i++) {
      LabelSet labels = infoLabels.get(i);
      if (wanted.entrySet().stream()
          .allMatch(entry -> entry.getValue().contains(labels.value(entry.getKey())))) {
        choices
            .computeIfAbsent(labels.metricName(), name -> new HashMap<>())
            .computeIfAbsent(
                labels.keeping(IDENTIFYING), identity -> new InfoChoice(present.size()))
            .add(infoLabels, times, i, present);
      }
    }
  }

  /// The values that the series to enrich have of each identifying label, without those that no
  /// series has.
  private Map<String, Set<String>> identifyingValues() {
    Map<String, Set<String>> values = new HashMap<>();
    for (String label : IDENTIFYING) {
      Set<String> found =
          baseLabels.stream()
              .filter(labels -> !call.isInfo(labels))
              .map(labels -> labels.value(label))
              .filter(value -> !value.isEmpty())
              .collect(Collectors.toSet());
      if (!found.isEmpty()) {
        values.put(label, found);
      }
    }
    return values;
  }

  /// The series with the labels of their info series.
  List<LabeledGrid> rows() {
    List<LabeledGrid> rows = new ArrayList<>();
    List<Grid> grids = base.objects();
    for (int i = 0; i < grids.size(); i++) {
      long handle = base.labels()[i];
      if (call.isInfo(baseLabels.get(i))) {
        rows.add(new LabeledGrid(handle, grids.get(i)));
      } else {
        enrich(baseLabels.get(i), grids.get(i))
            .forEach(
                (labels, part) ->
                    rows.add(
                        new LabeledGrid(
                            base.arena().labels().derived(handle, labels), part.build())));
      }
    }
    return rows;
  }

  private Map<LabelSet, GridBuilder> enrich(LabelSet labels, Grid grid) {
    LabelSet identity = labels.keeping(IDENTIFYING);
    List<InfoChoice> matching = new ArrayList<>();
    for (Map<LabelSet, InfoChoice> ofName : choices.values()) {
      InfoChoice choice = ofName.get(identity);
      if (choice != null) {
        matching.add(choice);
      }
    }
    Map<List<Integer>, LabelSet> known = new HashMap<>();
    Map<LabelSet, GridBuilder> parts = new LinkedHashMap<>();
    for (int step = grid.nextPresent(0); step >= 0; step = grid.nextPresent(step + 1)) {
      List<Integer> chosen = chosen(matching, step);
      if (!chosen.isEmpty() || call.keepsUnmatched()) {
        LabelSet enriched = known.computeIfAbsent(chosen, info -> enriched(labels, info));
        parts.computeIfAbsent(enriched, added -> new GridBuilder(grid.steps())).copy(grid, step);
      }
    }
    return parts;
  }

  private static List<Integer> chosen(List<InfoChoice> choices, int step) {
    List<Integer> chosen = new ArrayList<>(choices.size());
    for (InfoChoice choice : choices) {
      if (choice.at(step) >= 0) {
        chosen.add(choice.at(step));
      }
    }
    return chosen;
  }

  private LabelSet enriched(LabelSet labels, List<Integer> info) {
    Map<String, String> added = new HashMap<>();
    LabelSet.Builder builder = labels.toBuilder();
    for (int series : info) {
      infoLabels
          .get(series)
          .forEach(
              (name, value) -> {
                if (!call.copies(name)) {
                  return;
                }
                String other = added.get(name);
                if (other != null && !other.equals(value)) {
                  throw new PromqlException(
                      PromqlException.Type.EXECUTION, "conflicting label: " + name, null);
                }
                if (labels.get(name) == null) {
                  added.put(name, value);
                  builder.set(name, value);
                }
              });
    }
    return builder.build();
  }
}
