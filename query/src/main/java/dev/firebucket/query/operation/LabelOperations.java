package dev.firebucket.query.operation;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.firebucket.go.regexp.ReplacementTemplate;
import dev.firebucket.storage.model.LabelSet;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
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
            Collection<String> names = names(row, 1);
            return rewrite(row, labels -> labels.keeping(names));
          },
          Long.class,
          String.class);

  /// `labels_drop(labels, '__name__,le')`: all but the labels named.
  public static final Operation.OfHandle DROP =
      Operation.handle(
          "labels_drop",
          row -> {
            Collection<String> names = names(row, 1);
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
          row -> {
            String text = row.text(2);
            return rewrite(row, text.length(), labels -> labels.with(row.constant(1), text));
          },
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

  /// Each once: a query may name one a thousand times.
  private static Collection<String> names(Arguments row, int place) {
    return row.prepared(() -> new LinkedHashSet<>(LabelNames.parse(row.constant(place))));
  }

  private static LabelSet labels(Arguments row) {
    long handle = row.handle(0);
    return row.arena().labels().get(handle);
  }

  private static long rewrite(Arguments row, UnaryOperator<LabelSet> operator) {
    return rewrite(row, 0, operator);
  }

  /// @param characters of the text that is made for it
  private static long rewrite(Arguments row, long characters, UnaryOperator<LabelSet> operator) {
    LabelSet labels = labels(row);
    long handle = row.handle(0);
    LabelSet rewritten = operator.apply(labels);
    return rewritten.size() == labels.size() && rewritten.equals(labels)
        ? handle
        : row.arena().labels().derived(handle, rewritten, characters);
  }

  private static long copy(Arguments row) {
    Collection<String> names = names(row, 2);
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
    List<String> sources = row.prepared(() -> LabelNames.parse(row.constant(3)));
    String separator = row.constant(2);
    LabelSet labels = labels(row);
    long length = (long) separator.length() * Math.max(0, sources.size() - 1);
    List<String> values = new ArrayList<>(sources.size());
    for (String source : sources) {
      String value = labels.value(source);
      values.add(value);
      length += value.length();
    }
    row.arena().labels().texts().checkRoomFor(length);
    String joined = String.join(separator, values);
    return rewrite(row, length, all -> all.with(row.constant(1), joined));
  }

  private record Replacement(Pattern pattern, ReplacementTemplate template) {
    static Replacement of(Arguments row) {
      return new Replacement(
          Pattern.compile("^(?s:" + row.constant(4) + ")$"),
          new ReplacementTemplate(row.constant(2)));
    }
  }

  private static long replace(Arguments row, boolean dropsOthers) {
    Replacement replacement = row.prepared(() -> Replacement.of(row));
    LabelSet labels = labels(row);
    Matcher matcher = replacement.pattern().matcher(labels.value(row.constant(3)));
    if (!matcher.matches()) {
      return dropsOthers ? rewrite(row, LabelSet::withoutMetadata) : row.handle(0);
    }
    long length = replacement.template().expandedLength(matcher);
    row.arena().labels().texts().checkRoomFor(length);
    String expanded = replacement.template().expand(matcher);
    return rewrite(row, length, all -> all.with(row.constant(1), expanded));
  }
}
