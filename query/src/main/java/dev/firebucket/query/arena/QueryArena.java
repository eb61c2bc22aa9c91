package dev.firebucket.query.arena;

import dev.firebucket.query.ast.SourceRange;
import dev.firebucket.query.error.PromqlException;
import dev.firebucket.query.grid.Grid;
import dev.firebucket.query.grid.Samples;
import dev.firebucket.query.kernel.aggregate.Ranking;
import dev.firebucket.query.kernel.aggregate.ValueTally;
import dev.firebucket.query.kernel.range.RangeKernel;
import dev.firebucket.query.plan.LanguageFeatures;
import dev.firebucket.query.result.Annotations;
import dev.firebucket.query.time.Steps;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Everything one query holds. Safe for use by several threads.
public final class QueryArena implements AutoCloseable {
  private static final Map<Integer, QueryArena> OPEN = new ConcurrentHashMap<>();
  private static final AtomicInteger NUMBERS = new AtomicInteger();

  private final int number = NUMBERS.updateAndGet(last -> last == Integer.MAX_VALUE ? 1 : last + 1);
  private final LabelTable labels = new LabelTable(number);
  private final HandleTable<Grid> grids = new HandleTable<>(number);
  private final HandleTable<Samples> samples = new HandleTable<>(number);
  private final HandleTable<RankedGroup> rankings = new HandleTable<>(number);
  private final HandleTable<ValueTally> tallies = new HandleTable<>(number);
  private final HandleTable<List<LabeledGrid>> joins = new HandleTable<>(number);
  private final AtomicReference<@Nullable PromqlException> failure = new AtomicReference<>();
  private final Annotations annotations = new Annotations();
  private final OperatorRemarks operatorRemarks = new OperatorRemarks(labels);
  private final Program program;
  private final QueryLimits limits;
  private final List<Relation> stages = new CopyOnWriteArrayList<>();
  private volatile List<Relation> relations = List.of();

  /// What the SQL of a query refers to by number.
  ///
  /// @param ranges calls of range functions
  /// @param steps steps to repeat on
  /// @param places in the query text, for annotations
  /// @param operators calls of binary operators
  /// @param aggregations calls of aggregations
  /// @param infos calls of `info`
  /// @param features what flags change in the meaning of the query
  public record Program(
      List<RangeCall> ranges,
      List<Steps> steps,
      List<SourceRange> places,
      List<OperatorRemarks.OperatorCall> operators,
      List<AggregateCall> aggregations,
      List<InfoCall> infos,
      LanguageFeatures features) {
    public Program {
      infos = List.copyOf(infos);
      aggregations = List.copyOf(aggregations);
      operators = List.copyOf(operators);
      ranges = List.copyOf(ranges);
      steps = List.copyOf(steps);
      places = List.copyOf(places);
    }
  }

  /// A call of a range function from SQL.
  ///
  /// @param place in the query text, for annotations
  public record RangeCall(RangeKernel kernel, SourceRange place) {}

  /// A call of an aggregation from SQL.
  ///
  /// @param place of what is aggregated in the query text, for annotations
  /// @param named whether a metric name among the labels counts: one that was dropped on the way
  ///   may still stand there
  public record AggregateCall(SourceRange place, boolean named) {}

  /// A ranking with the grids that were ranked.
  ///
  /// @param members handles of the grids, in the ranking's order
  public record RankedGroup(Map<Long, Integer> members, Ranking ranking) {
    public RankedGroup {
      members = Map.copyOf(members);
    }
  }

  /// A row that a function made.
  ///
  /// @param labels handle of its labels
  public record LabeledGrid(long labels, Grid grid) {}

  private QueryArena(Program program, QueryLimits limits) {
    this.program = program;
    this.limits = limits;
  }

  /// Opens an arena for one query.
  public static QueryArena open(Program program, QueryLimits limits) {
    QueryArena arena = new QueryArena(program, limits);
    OPEN.put(arena.number, arena);
    return arena;
  }

  /// The open arena of a number.
  ///
  /// @throws IllegalStateException when the query has ended
  public static QueryArena of(int number) {
    QueryArena arena = OPEN.get(number);
    if (arena == null) {
      throw new IllegalStateException("no query is open under the number " + number);
    }
    return arena;
  }

  /// The open arena of a handle.
  public static QueryArena ofHandle(long handle) {
    return of(Handle.arena(handle));
  }

  public int number() {
    return number;
  }

  public LabelTable labels() {
    return labels;
  }

  public HandleTable<Grid> grids() {
    return grids;
  }

  public HandleTable<Samples> samples() {
    return samples;
  }

  public HandleTable<RankedGroup> rankings() {
    return rankings;
  }

  public HandleTable<ValueTally> tallies() {
    return tallies;
  }

  /// Rows that calls of `info` made.
  public HandleTable<List<LabeledGrid>> joins() {
    return joins;
  }

  public Program program() {
    return program;
  }

  public QueryLimits limits() {
    return limits;
  }

  public Annotations annotations() {
    return annotations;
  }

  public OperatorRemarks operatorRemarks() {
    return operatorRemarks;
  }

  /// The place of a number that SQL has.
  public SourceRange place(int number) {
    return program.places().get(number);
  }

  /// Tells, among the annotations, what is known only when all rows are done.
  public void tellOperatorRemarks() {
    operatorRemarks.writeTo(annotations, program.operators());
  }

  /// What `grids(n)` lends: the nth relation, or where n is below 0 the rows of a statement that
  /// ran before.
  public Relation lent(int place) {
    return place < 0 ? stages.get(-1 - place) : relations.get(place);
  }

  /// Keeps the rows of a statement for those that run after it.
  public void keepStage(Relation rows) {
    stages.add(rows);
  }

  /// The relations that `grids(n)` lends.
  public List<Relation> relations() {
    return relations;
  }

  public void relations(List<Relation> lent) {
    this.relations = List.copyOf(lent);
  }

  /// Keeps the first error of a function that SQL calls: the database passes only its text on.
  ///
  /// @return the same error, to throw
  public PromqlException fail(PromqlException error) {
    failure.compareAndSet(null, error);
    return error;
  }

  /// The error that a function kept, null where there is none.
  public @Nullable PromqlException failure() {
    return failure.get();
  }

  @Override
  public void close() {
    OPEN.remove(number);
  }
}
