package dev.firebucket.query.operation;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.firebucket.go.regexp.ReplacementTemplate;
import dev.firebucket.storage.model.LabelSet;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/// Operations on label sets: handles in, handles out. Equal label sets have equal handles.
///
/// Lists of label names are one text: see [LabelNames].
public final class LabelOperations {
  /// `labels_keep(labels, 'job,code')`: only the labels named.
  public static final Operation.OfHandle KEEP =
      Operation.handle(
          "labels_keep",
          row -> {
            List<String> names = LabelNames.parse(row.constant(1));
            return rewrite(row, labels -> labels.keeping(names));
          },
          Long.class,
          String.class);

  /// `labels_drop(labels, '__name__,le')`: all but the labels named.
  public static final Operation.OfHandle DROP =
      Operation.handle(
          "labels_drop",
          row -> {
            List<String> names = LabelNames.parse(row.constant(1));
            return rewrite(row, labels -> labels.without(names));
          },
          Long.class,
          String.class);

  /// `labels_unnamed(labels)`: all but the metric name, its type and its unit.
  public static final Operation.OfHandle UNNAMED =
      Operation.handle(
          "labels_unnamed", row -> rewrite(row, LabelSet::withoutMetadata), Long.class);

  /// `labels_set(labels, 'name', value)`: one label replaced; an empty value removes it.
  public static final Operation.OfHandle SET =
      Operation.handle(
          "labels_set",
          row -> rewrite(row, labels -> labels.with(row.constant(1), row.text(2))),
          Long.class,
          String.class,
          String.class);

  /// `labels_copy(labels, others, 'version')`: the labels named as the others have them.
  public static final Operation.OfHandle COPY =
      Operation.handle("labels_copy", LabelOperations::copy, Long.class, Long.class, String.class);

  /// `labels_join(labels, 'destination', 'separator', 'source1,source2')`.
  public static final Operation.OfHandle JOIN =
      Operation.handle(
          "labels_join",
          LabelOperations::join,
          Long.class,
          String.class,
          String.class,
          String.class);

  /// `labels_replace(labels, 'destination', 'replacement', 'source', 'regex')`.
  public static final Operation.OfHandle REPLACE =
      Operation.handle(
          "labels_replace",
          row -> replace(row, false),
          Long.class,
          String.class,
          String.class,
          String.class,
          String.class);

  /// `labels_rename(labels, '__name__', 'replacement', 'source', 'regex')`: the same, but without
  /// name, type and unit where the regex does not match.
  public static final Operation.OfHandle RENAME =
      Operation.handle(
          "labels_rename",
          row -> replace(row, true),
          Long.class,
          String.class,
          String.class,
          String.class,
          String.class);

  private LabelOperations() {}

  static List<Operation> all() {
    return List.of(KEEP, DROP, UNNAMED, SET, COPY, JOIN, REPLACE, RENAME);
  }

  private static long rewrite(Arguments row, UnaryOperator<LabelSet> operator) {
    long handle = row.handle(0);
    LabelSet labels = row.arena().labels().get(handle);
    LabelSet rewritten = operator.apply(labels);
    return rewritten.size() == labels.size() && rewritten.equals(labels)
        ? handle
        : row.arena().labels().derived(handle, rewritten);
  }

  private static long copy(Arguments row) {
    List<String> names = LabelNames.parse(row.constant(2));
    return rewrite(
        row,
        labels -> {
          LabelSet others = row.arena().labels().get(row.handle(1));
          LabelSet.Builder builder = labels.toBuilder();
          names.forEach(name -> builder.set(name, others.value(name)));
          return builder.build();
        });
  }

  private static long join(Arguments row) {
    List<String> sources = LabelNames.parse(row.constant(3));
    return rewrite(
        row,
        labels -> {
          List<String> values = new ArrayList<>(sources.size());
          sources.forEach(source -> values.add(labels.value(source)));
          return labels.with(row.constant(1), String.join(row.constant(2), values));
        });
  }

  private static long replace(Arguments row, boolean dropsOthers) {
    Pattern pattern = Pattern.compile("^(?s:" + row.constant(4) + ")$");
    ReplacementTemplate replacement = new ReplacementTemplate(row.constant(2));
    return rewrite(
        row,
        labels -> {
          Matcher matcher = pattern.matcher(labels.value(row.constant(3)));
          if (matcher.matches()) {
            return labels.with(row.constant(1), replacement.expand(matcher));
          }
          return dropsOthers ? labels.withoutMetadata() : labels;
        });
  }
}
