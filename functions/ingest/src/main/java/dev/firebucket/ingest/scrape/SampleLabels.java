package dev.firebucket.ingest.scrape;

import dev.firebucket.config.names.NameValidationScheme;
import dev.firebucket.config.relabel.Relabeler;
import dev.firebucket.config.scrape.ScrapeLimits;
import dev.firebucket.storage.model.LabelSet;
import dev.firebucket.storage.model.SeriesBounds;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The labels under which the samples of a target are kept: those it exposes, those of the target,
/// and what metric relabelling makes of them. Safe for use by several threads.
final class SampleLabels {
  private static final String EXPORTED = "exported_";
  private static final int SHOWN = 50;

  private final LabelSet targetLabels;
  private final boolean honorLabels;
  private final Relabeler relabeler;
  private final NameValidationScheme names;
  private final ScrapeLimits limits;

  SampleLabels(
      LabelSet targetLabels,
      boolean honorLabels,
      Relabeler relabeler,
      NameValidationScheme names,
      ScrapeLimits limits) {
    this.targetLabels = targetLabels;
    this.honorLabels = honorLabels;
    this.relabeler = relabeler;
    this.names = names;
    this.limits = limits;
  }

  /// The labels of a report series such as `up`.
  LabelSet report(String name) {
    return targetLabels.with(LabelSet.NAME, name);
  }

  /// The labels of a sample, empty where relabelling drops it.
  ///
  /// @param exposed as the target exposes them
  /// @param isExposed whether the target exposes a label, be it with an empty value
  /// @throws ScrapeException where the result is no valid series or breaks a limit
  Optional<LabelSet> apply(LabelSet exposed, Predicate<String> isExposed) throws ScrapeException {
    LabelSet merged = honorLabels ? honoring(exposed, isExposed) : overriding(exposed);
    Optional<LabelSet> labels = relabeler.apply(merged);
    if (labels.isEmpty() || labels.get().isEmpty()) {
      return Optional.empty();
    }
    requireValid(labels.get());
    requireWithinLimits(labels.get());
    return labels;
  }

  private LabelSet honoring(LabelSet exposed, Predicate<String> isExposed) {
    LabelSet.Builder labels = exposed.toBuilder();
    targetLabels.forEach(
        (name, value) -> {
          if (!isExposed.test(name)) {
            labels.set(name, value);
          }
        });
    return labels.build();
  }

  private record Conflict(String name, String value) {}

  private LabelSet overriding(LabelSet exposed) {
    LabelSet.Builder labels = exposed.toBuilder();
    List<Conflict> conflicts = new ArrayList<>();
    targetLabels.forEach(
        (name, value) -> {
          String existing = exposed.get(name);
          if (existing != null) {
            conflicts.add(new Conflict(name, existing));
          }
          labels.set(name, value);
        });
    conflicts.sort(Comparator.comparingInt(conflict -> conflict.name().length()));
    for (Conflict conflict : conflicts) {
      String renamed = EXPORTED + conflict.name();
      while (labels.get(renamed) != null) {
        renamed = EXPORTED + renamed;
      }
      labels.set(renamed, conflict.value());
    }
    return labels.build();
  }

  private void requireValid(LabelSet labels) throws ScrapeException {
    String metric = labels.metricName();
    if (metric.isEmpty()) {
      throw new ScrapeException("missing metric name (__name__ label)");
    }
    boolean[] valid = {names.isValidMetricName(metric)};
    labels.forEach((name, value) -> valid[0] &= names.isValidLabelName(name));
    if (!valid[0]) {
      throw new ScrapeException("invalid metric name or label names: " + labels);
    }
  }

  private void requireWithinLimits(LabelSet labels) throws ScrapeException {
    if (limits.labelLimit() > 0 && labels.size() > limits.labelLimit()) {
      throw new ScrapeException(
          "label_limit exceeded (metric: "
              + shown(labels.metricName())
              + ", number of labels: "
              + labels.size()
              + ", limit: "
              + limits.labelLimit()
              + ")");
    }
    if (limits.labelNameLengthLimit() > 0 || limits.labelValueLengthLimit() > 0) {
      String[] fault = new String[1];
      labels.forEach(
          (name, value) ->
              fault[0] = fault[0] == null ? lengthFault(labels, name, value) : fault[0]);
      if (fault[0] != null) {
        throw new ScrapeException(fault[0]);
      }
    }
    Optional<String> fault = SeriesBounds.fault(labels);
    if (fault.isPresent()) {
      throw new ScrapeException(fault.get());
    }
  }

  private @Nullable String lengthFault(LabelSet labels, String name, String value) {
    int nameLength = name.getBytes(StandardCharsets.UTF_8).length;
    if (limits.labelNameLengthLimit() > 0 && nameLength > limits.labelNameLengthLimit()) {
      return "label_name_length_limit exceeded (metric: "
          + shown(labels.metricName())
          + ", label name: "
          + shown(name)
          + ", length: "
          + nameLength
          + ", limit: "
          + limits.labelNameLengthLimit()
          + ")";
    }
    int valueLength = value.getBytes(StandardCharsets.UTF_8).length;
    if (limits.labelValueLengthLimit() > 0 && valueLength > limits.labelValueLengthLimit()) {
      return "label_value_length_limit exceeded (metric: "
          + shown(labels.metricName())
          + ", label name: "
          + shown(name)
          + ", value: \""
          + shown(value)
          + "\", length: "
          + valueLength
          + ", limit: "
          + limits.labelValueLengthLimit()
          + ")";
    }
    return null;
  }

  private static String shown(String text) {
    return text.codePointCount(0, text.length()) <= SHOWN
        ? text
        : text.substring(0, text.offsetByCodePoints(0, SHOWN));
  }
}
