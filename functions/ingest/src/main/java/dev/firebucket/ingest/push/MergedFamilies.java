package dev.firebucket.ingest.push;

import dev.firebucket.go.text.Quote;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// The families of all groups as one exposition: sorted, each once, with the help and type of the
/// group that comes first. What cannot be in one exposition is collected as a problem, in the words
/// of the Pushgateway.
final class MergedFamilies {
  private static final Comparator<PushedMetric> ORDER =
      Comparator.<PushedMetric>comparingInt(metric -> metric.labels().size())
          .thenComparing(metric -> List.copyOf(metric.labels().values()), MergedFamilies::compare);

  private final SortedMap<String, PushedFamily> families = new TreeMap<>();
  private final Set<String> problems = new LinkedHashSet<>();

  MergedFamilies(Collection<PushedGroup> groups) {
    for (PushedGroup group : groups) {
      group.allFamilies().values().forEach(timed -> add(timed.family()));
    }
    families.replaceAll((name, family) -> unique(family));
    families.keySet().forEach(this::requireOwnSuffix);
  }

  private static int compare(List<String> a, List<String> b) {
    for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
      int order = a.get(i).compareTo(b.get(i));
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(a.size(), b.size());
  }

  private void add(PushedFamily family) {
    PushedFamily known = families.get(family.name());
    if (known == null) {
      families.put(family.name(), family);
      return;
    }
    if (known.type() != family.type()) {
      for (PushedMetric metric : family.metrics()) {
        problems.add(collected(family, metric) + " is not a " + known.type());
      }
      return;
    }
    List<PushedMetric> all = new ArrayList<>(known.metrics());
    all.addAll(family.metrics());
    families.put(family.name(), known.withMetrics(all));
  }

  private PushedFamily unique(PushedFamily family) {
    Set<SortedMap<String, String>> seen = new HashSet<>();
    List<PushedMetric> kept = new ArrayList<>();
    for (PushedMetric metric : family.metrics()) {
      if (family.type() == FamilyType.SUMMARY && metric.labels().containsKey("quantile")) {
        problems.add(collected(family, metric) + " must not have an explicit \"quantile\" label");
      } else if (seen.add(metric.labels())) {
        kept.add(metric);
      } else {
        problems.add(
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
        problems.add(
            "collected metric named "
                + Quote.string(name)
                + " collides with previously collected "
                + other.type().textName()
                + " named "
                + Quote.string(other.name()));
      }
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
