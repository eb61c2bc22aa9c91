package dev.firebucket.query.duckdb;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.firebucket.storage.model.LabelSet;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/// Functions of label sets: handles in, handles out. Equal label sets have equal handles.
///
/// Lists of label names are one text: see [LabelNames].
final class LabelFunctions {
  private LabelFunctions() {}

  static void register(FunctionRegistrar functions) {
    // labels_keep(labels, 'job,code'): only the labels named.
    functions.handle(
        "labels_keep",
        row -> {
          List<String> names = LabelNames.parse(row.constant(1));
          return rewrite(row, labels -> labels.keeping(names));
        },
        Long.class,
        String.class);
    // labels_drop(labels, '__name__,le'): all but the labels named.
    functions.handle(
        "labels_drop",
        row -> {
          List<String> names = LabelNames.parse(row.constant(1));
          return rewrite(row, labels -> labels.without(names));
        },
        Long.class,
        String.class);
    // labels_unnamed(labels): all but the metric name, its type and its unit.
    functions.handle("labels_unnamed", row -> rewrite(row, LabelSet::withoutMetadata), Long.class);
    // labels_set(labels, 'name', value): one label set anew; an empty value removes it.
    functions.handle(
        "labels_set",
        row -> rewrite(row, labels -> labels.with(row.constant(1), row.text(2))),
        Long.class,
        String.class,
        String.class);
    // labels_copy(labels, others, 'version'): the labels named as the others have them.
    functions.handle("labels_copy", LabelFunctions::copy, Long.class, Long.class, String.class);
    // labels_join(labels, 'destination', 'separator', 'source1,source2')
    functions.handle(
        "labels_join", LabelFunctions::join, Long.class, String.class, String.class, String.class);
    // labels_replace(labels, 'destination', 'replacement', 'source', 'regex')
    functions.handle(
        "labels_replace",
        row -> replace(row, false),
        Long.class,
        String.class,
        String.class,
        String.class,
        String.class);
    // labels_rename(labels, '__name__', 'replacement', 'source', 'regex'): the same, but
    // without name, type and unit where the regex does not match.
    functions.handle(
        "labels_rename",
        row -> replace(row, true),
        Long.class,
        String.class,
        String.class,
        String.class,
        String.class);
  }

  private static long rewrite(RowArguments row, UnaryOperator<LabelSet> operator) {
    long handle = row.handle(0);
    LabelSet labels = row.arena().labels().get(handle);
    LabelSet rewritten = operator.apply(labels);
    return rewritten.size() == labels.size() && rewritten.equals(labels)
        ? handle
        : row.arena().labels().derived(handle, rewritten);
  }

  private static long copy(RowArguments row) {
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

  private static long join(RowArguments row) {
    List<String> sources = LabelNames.parse(row.constant(3));
    return rewrite(
        row,
        labels -> {
          List<String> values = new ArrayList<>(sources.size());
          sources.forEach(source -> values.add(labels.value(source)));
          return labels.with(row.constant(1), String.join(row.constant(2), values));
        });
  }

  private static long replace(RowArguments row, boolean dropsOthers) {
    Pattern pattern = Pattern.compile("^(?s:" + row.constant(4) + ")$");
    return rewrite(
        row,
        labels -> {
          Matcher matcher = pattern.matcher(labels.value(row.constant(3)));
          if (matcher.matches()) {
            return labels.with(
                row.constant(1), ReplacementTemplate.expand(row.constant(2), matcher));
          }
          return dropsOthers ? labels.withoutMetadata() : labels;
        });
  }
}
