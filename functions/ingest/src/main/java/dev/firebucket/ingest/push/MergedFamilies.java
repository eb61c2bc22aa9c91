package dev.firebucket.ingest.push;

import dev.firebucket.go.text.Quote;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/// The families of all groups as one exposition: sorted, each once, with the help and type of the
/// group that comes first. What cannot be in one exposition is collected as a problem, in the words
/// of the Pushgateway.
final class MergedFamilies {
  private static final Comparator<PushedMetric> ORDER =
      Comparator.<PushedMetric>comparingInt(metric -> metric.labels().size())
          .thenComparing(metric -> metric.labels().values(), MergedFamilies::compare);

  /// Nobody reads more of them.
  private static final int MOST_CHARACTERS_OF_PROBLEMS = 1 << 20;

  /// The first of a name, and the metrics of all.
  private record Gathered(PushedFamily first, List<PushedMetric> metrics) {}

  private final SortedMap<String, PushedFamily> families = new TreeMap<>();
  private final Set<String> problems = new LinkedHashSet<>();
  private long charactersOfProblems;

  MergedFamilies(Collection<PushedGroup> groups) {
    SortedMap<String, Gathered> gathered = new TreeMap<>();
    for (PushedGroup group : groups) {
      group.allFamilies().values().forEach(timed -> add(timed.family(), gathered));
    }
    gathered.forEach((name, all) -> families.put(name, unique(all.first(), all.metrics())));
    families.keySet().forEach(this::requireOwnSuffix);
  }

  private static int compare(Collection<String> a, Collection<String> b) {
    Iterator<String> others = b.iterator();
    for (String one : a) {
      int order = others.hasNext() ? one.compareTo(others.next()) : 1;
      if (order != 0) {
        return order;
      }
    }
    return others.hasNext() ? -1 : 0;
  }

  private void add(PushedFamily family, SortedMap<String, Gathered> gathered) {
    Gathered known =
        gathered.computeIfAbsent(family.name(), _ -> new Gathered(family, new ArrayList<>()));
    if (known.first().type() != family.type()) {
      for (PushedMetric metric : family.metrics()) {
        addProblem(collected(family, metric) + " is not a " + known.first().type());
      }
      return;
    }
    known.metrics().addAll(family.metrics());
  }

  private PushedFamily unique(PushedFamily family, List<PushedMetric> metrics) {
    Set<SortedMap<String, String>> seen = new TreeSet<>(LabelOrder::compare);
    List<PushedMetric> kept = new ArrayList<>();
    for (PushedMetric metric : metrics) {
      if (family.type() == FamilyType.SUMMARY && metric.labels().containsKey("quantile")) {
        addProblem(collected(family, metric) + " must not have an explicit \"quantile\" label");
      } else if (seen.add(metric.labels())) {
        kept.add(metric);
      } else {
        addProblem(
            collected(family, metric)
                + " was collected before with the same name and label values");
      }
    }
    kept.sort(ORDER);
    return family.withMetrics(kept);
  }

  /// A family may not have the name of a part of a histogram or summary that exists too.
  private void requireOwnSuffix(String name) {
    for (String suffix : new String[] {"_count", "_sum", "_bucket"}) {
      if (!name.endsWith(suffix)) {
        continue;
      }
      PushedFamily other = families.get(name.substring(0, name.length() - suffix.length()));
      if (other != null && hasPart(other.type(), suffix)) {
        addProblem(
            "collected metric named "
                + Quote.string(name)
                + " collides with previously collected "
                + other.type().textName()
                + " named "
                + Quote.string(other.name()));
      }
    }
  }

  private void addProblem(String problem) {
    if (charactersOfProblems < MOST_CHARACTERS_OF_PROBLEMS && problems.add(problem)) {
      charactersOfProblems += problem.length();
    }
  }

  private static boolean hasPart(FamilyType type, String suffix) {
    return type.isHistogram() || (type == FamilyType.SUMMARY && !suffix.equals("_bucket"));
  }

  private static String collected(PushedFamily family, PushedMetric metric) {
    return "collected metric "
        + Quote.string(family.name())
        + " { "
        + PrototextMetric.of(family, metric)
        + "}";
  }

  /// What cannot be in one exposition, each once.
  Set<String> problems() {
    return problems;
  }

  /// The families in order of their names.
  Collection<PushedFamily> families() {
    return families.values();
  }
}
