package dev.firebucket.query.lower;

import dev.firebucket.query.arena.InfoCall;
import dev.firebucket.query.arena.OperatorRemarks;
import dev.firebucket.query.arena.QueryArena;
import dev.firebucket.query.ast.BinaryOperator;
import dev.firebucket.query.ast.SourceRange;
import dev.firebucket.query.functions.RangeFunction;
import dev.firebucket.query.kernel.range.RangeKernel;
import dev.firebucket.query.plan.LanguageFeatures;
import dev.firebucket.query.plan.VectorPlan;
import dev.firebucket.query.time.Steps;
import dev.firebucket.storage.model.LabelSet;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// A query on its way to SQL: the common table expressions so far, and what they refer to.
final class Lowering {
  /// How many common table expressions stand in one statement, give or take a few: DuckDB's planner
  /// takes more than twice as long for twice as many, and its stack ends some hundreds deep.
  private static final int MOST_TABLES = 24;

  private final List<String> stages = new ArrayList<>();
  private final Map<String, String> tables = new LinkedHashMap<>();
  private final List<Source> sources = new ArrayList<>();
  private final Map<Source, Integer> numbers = new HashMap<>();
  private final List<QueryArena.RangeCall> ranges = new ArrayList<>();
  private final List<LoweredQuery.Note> notes = new ArrayList<>();
  private final List<Steps> steps = new ArrayList<>();
  private final List<SourceRange> places = new ArrayList<>();
  private final List<OperatorRemarks.OperatorCall> operators = new ArrayList<>();
  private final List<QueryArena.AggregateCall> aggregations = new ArrayList<>();
  private final List<InfoCall> infos = new ArrayList<>();
  private final LanguageFeatures features;
  private final boolean typed;
  private int constructs;

  /// @param features what flags change in the meaning of the query
  /// @param typed whether series say of their metrics the type or the unit
  Lowering(LanguageFeatures features, boolean typed) {
    this.features = features;
    this.typed = typed;
  }

  /// Whether series say of their metrics the type or the unit.
  boolean typed() {
    return typed;
  }

  /// Whether any of these labels goes where a metric name goes.
  boolean names(List<String> labels) {
    return labels.contains(LabelSet.NAME)
        || (typed && labels.stream().anyMatch(LabelSet.METADATA::contains));
  }

  /// Whether a function must know since when samples count (`use-start-timestamps`).
  boolean asksForStarts(RangeFunction function) {
    return features.startTimestamps() && function.usesStartTimestamps();
  }

  /// Whether metric names go only at the end of the query (`promql-delayed-name-removal`).
  boolean delaysNames() {
    return features.delayedNameRemoval();
  }

  /// The piece of a vector.
  Piece.Vector lower(VectorPlan plan) {
    return LowerPlan.lower(plan, this);
  }

  /// How many tables stand in the statement so far, for [#cut].
  int mark() {
    return tables.size();
  }

  /// Ends a statement where it has grown long: what was defined since a mark, for this relation
  /// alone, becomes a statement of its own that runs before, and its rows are lent to the next one.
  ///
  /// ```sql
  /// stage_1 AS (
  ///   SELECT labels, grid FROM grids(-1)
  /// )
  /// ```
  ///
  /// @return the relation to read in place of this one
  String cut(int mark, String relation) {
    if (tables.size() - mark <= MOST_TABLES) {
      return relation;
    }
    List<String> since = List.copyOf(tables.keySet()).subList(mark, tables.size());
    stages.add(statement(since, "SELECT labels, grid FROM " + relation));
    since.forEach(tables::remove);
    return define(
        "stage_" + stages.size(), "SELECT labels, grid FROM grids(-" + stages.size() + ")");
  }

  private String statement(Collection<String> names, String select) {
    return names.stream()
        .map(name -> name + " AS " + tables.get(name))
        .collect(Collectors.joining(",\n", "WITH\n", "\n" + select));
  }

  /// A name for a construct's tables: `rate_3`.
  String name(String construct) {
    constructs++;
    return construct + "_" + constructs;
  }

  /// Adds a common table expression and gives its name.
  String define(String name, String body) {
    tables.put(name, "(\n  " + body.strip().replace("\n", "\n  ") + "\n)");
    return name;
  }

  /// Adds a common table expression that is read more than once.
  String defineOnce(String name, String body) {
    tables.put(name, "MATERIALIZED (\n  " + body.strip().replace("\n", "\n  ") + "\n)");
    return name;
  }

  /// The SQL that reads a source. What a query asks for twice is filled once; annotations speak of
  /// the later place, as in Prometheus.
  String source(Source source) {
    Integer known = numbers.putIfAbsent(source.anywhere(), sources.size());
    if (known == null) {
      sources.add(source);
    } else {
      sources.set(known, source);
    }
    int number = known == null ? sources.size() - 1 : known;
    return "grids(" + number + ")";
  }

  /// The number of a call of a range function.
  int range(RangeKernel kernel, SourceRange place) {
    ranges.add(new QueryArena.RangeCall(kernel, place));
    return ranges.size() - 1;
  }

  /// Adds a warning.
  void warn(String text, SourceRange range) {
    notes.add(new LoweredQuery.Note(text, range));
  }

  /// The number of steps to repeat on.
  int steps(Steps repeated) {
    steps.add(repeated);
    return steps.size() - 1;
  }

  /// The number of a place in the text.
  int place(SourceRange range) {
    places.add(range);
    return places.size() - 1;
  }

  /// The number of a binary operator.
  ///
  /// @param mirrored whether SQL has its sides swapped
  int operator(BinaryOperator operator, SourceRange range, boolean mirrored) {
    operators.add(new OperatorRemarks.OperatorCall(operator, range, mirrored));
    return operators.size() - 1;
  }

  /// The number of an aggregation.
  ///
  /// @param place of what is aggregated
  int aggregation(SourceRange place, Piece.Vector inner) {
    boolean named =
        switch (inner.name()) {
          case SINGLE, MIXED, DELAYED -> true;
          case TO_DROP, GONE -> false;
        };
    aggregations.add(new QueryArena.AggregateCall(place, named));
    return aggregations.size() - 1;
  }

  /// The number of a call of `info`.
  int info(InfoCall call) {
    infos.add(call);
    return infos.size() - 1;
  }

  /// The whole statement.
  LoweredQuery finish(String select, boolean rawSamples) {
    return new LoweredQuery(
        stages,
        statement(tables.keySet(), select),
        sources,
        new QueryArena.Program(ranges, steps, places, operators, aggregations, infos, features),
        notes,
        rawSamples);
  }
}
