package dev.firebucket.query.lower;

import dev.firebucket.query.arena.CallSite;
import dev.firebucket.query.ast.SourceRange;
import dev.firebucket.query.plan.LanguageFeatures;
import dev.firebucket.query.plan.Plan;
import dev.firebucket.query.plan.VectorPlan;
import dev.firebucket.query.relation.Expression;
import dev.firebucket.query.relation.Expression.Field;
import dev.firebucket.query.relation.Relation;
import dev.firebucket.query.relation.Statement;
import dev.firebucket.storage.model.LabelSet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/// A query on its way to relational values: the tables so far, and what lends rows to them.
final class Lowering {
  /// How many tables stand in one statement, give or take a few: DuckDB's planner takes more than
  /// twice as long for twice as many, and its stack ends some hundreds deep.
  private static final int MOST_TABLES = 24;

  private final List<Statement> stages = new ArrayList<>();
  private final List<Relation.Table> tables = new ArrayList<>();
  private final PlanScans scans;
  private final List<Source> sources;
  private final Map<Source, Integer> made = new HashMap<>();
  private final List<LoweredQuery.Note> notes = new ArrayList<>();
  private final LanguageFeatures features;
  private final boolean typed;
  private final BegunGroups begun;
  private final List<Integer> scanned = new ArrayList<>();
  private final List<Fragment> fragments = new ArrayList<>();
  private boolean acrossSteps;
  private int constructs;

  /// @param scans what the plan reads
  /// @param typed whether series say of their metrics the type or the unit
  /// @param begun which aggregations are begun in shards, where they can be
  Lowering(PlanScans scans, boolean typed, BegunGroups begun) {
    this.scans = scans;
    this.sources = new ArrayList<>(scans.scans());
    this.features = scans.features();
    this.typed = typed;
    this.begun = begun;
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

  LanguageFeatures features() {
    return features;
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
  Relation cut(int mark, Relation relation) {
    if (tables.size() - mark <= MOST_TABLES) {
      return relation;
    }
    List<Relation.Table> since = tables.subList(mark, tables.size());
    stages.add(new Statement(since, Field.LABELS, relation));
    since.clear();
    int number = stages.size();
    return define("stage_" + number, Relation.rows(new Relation.Lent(-number)));
  }

  /// A name for a construct's tables: `rate_3`.
  String name(String construct) {
    constructs++;
    return construct + "_" + constructs;
  }

  /// Adds a table.
  Relation.Table define(String name, Relation rows) {
    return add(new Relation.Table(name, false, rows));
  }

  /// Adds a table that is read more than once.
  Relation.Table defineOnce(String name, Relation rows) {
    return add(new Relation.Table(name, true, rows));
  }

  private Relation.Table add(Relation.Table table) {
    tables.add(table);
    return table;
  }

  /// The rows of what a node reads from the store.
  Relation scanned(Plan node) {
    int number = scans.number(node);
    scanned.add(number);
    return new Relation.Lent(number);
  }

  /// Takes an aggregation out of the query that can be begun in shards: what it aggregates is no
  /// longer read here, its groups are lent.
  ///
  /// @param inner what it aggregates, all its tables defined since the mark
  /// @return the groups; empty for an aggregation that must see all series
  Optional<Relation> begun(VectorPlan.Aggregation node, Piece.Vector inner, int mark) {
    OptionalInt scan =
        begun.contains(node.operator())
            ? SeriesLocality.scanOf(inner.relation(), scans.scans().size())
            : OptionalInt.empty();
    if (scan.isEmpty()) {
      return Optional.empty();
    }
    List<Relation.Table> since = tables.subList(mark, tables.size());
    fragments.add(
        new Fragment(
            node.operator(),
            new Statement(since, Field.LABELS, inner.relation()),
            scan.getAsInt(),
            GroupKey.of(inner, !node.without(), node.grouping())));
    since.clear();
    scanned.remove(Integer.valueOf(scan.getAsInt()));
    sources.add(new Source.Begun(fragments.size() - 1));
    return Optional.of(new Relation.Lent(sources.size() - 1));
  }

  /// The row of a number or of the steps' times.
  Relation made(Source source) {
    Integer known = made.putIfAbsent(source, sources.size());
    if (known == null) {
      sources.add(source);
    }
    return new Relation.Lent(known == null ? sources.size() - 1 : known);
  }

  /// Says that something looks at all steps of the query together.
  void looksAcrossSteps() {
    acrossSteps = true;
  }

  /// Adds a warning.
  void warn(String text, SourceRange range) {
    notes.add(new LoweredQuery.Note(text, range));
  }

  /// A place in the text that an operation speaks of.
  static Expression place(SourceRange range) {
    return new Expression.Site(new CallSite.Place(range));
  }

  /// The whole query.
  LoweredQuery finish(Expression labels, Relation rows, boolean rawSamples) {
    List<Statement> statements = new ArrayList<>(stages);
    statements.add(new Statement(tables, labels, rows));
    return new LoweredQuery(
        statements, sources, Set.copyOf(scanned), fragments, notes, rawSamples, acrossSteps);
  }
}
