package dev.firebucket.query.arena;

import dev.firebucket.query.error.PromqlException;
import dev.firebucket.query.grid.Grid;
import dev.firebucket.query.grid.Samples;
import dev.firebucket.query.kernel.aggregate.Ranking;
import dev.firebucket.query.kernel.aggregate.ValueTally;
import dev.firebucket.query.plan.LanguageFeatures;
import dev.firebucket.query.result.Annotations;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/// Everything one query holds. Safe for use by several threads.
public final class QueryArena implements AutoCloseable {
  private final int number;
  private final LabelTable labels;
  private final HandleTable<Grid> grids;
  private final HandleTable<Samples> samples;
  private final HandleTable<RankedGroup> rankings;
  private final HandleTable<ValueTally> tallies;
  private final HandleTable<List<LabeledGrid>> joins;
  private final AtomicReference<@Nullable PromqlException> failure = new AtomicReference<>();
  private final Annotations annotations = new Annotations();
  private final OperatorRemarks operatorRemarks;
  private final List<CallSite> sites;
  private final LanguageFeatures features;
  private final QueryLimits limits;
  private final LabelTexts texts;
  private final IntConsumer whenClosed;
  private final List<LentRows> stages = new CopyOnWriteArrayList<>();
  private volatile List<LentRows> sources = List.of();

  /// A ranking with the series that were ranked.
  ///
  /// @param members the place in the ranking's order by the handle of the labels
  public record RankedGroup(Map<Long, Integer> members, Ranking ranking) {
    public RankedGroup {
      members = Map.copyOf(members);
    }
  }

  /// A row that a function made.
  ///
  /// @param labels handle of its labels
  public record LabeledGrid(long labels, Grid grid) {}

  QueryArena(
      int number,
      List<CallSite> sites,
      LanguageFeatures features,
      QueryLimits limits,
      LabelTexts texts,
      IntConsumer whenClosed) {
    this.number = number;
    this.labels = new LabelTable(number, texts);
    this.grids = new HandleTable<>(number);
    this.samples = new HandleTable<>(number);
    this.rankings = new HandleTable<>(number);
    this.tallies = new HandleTable<>(number);
    this.joins = new HandleTable<>(number);
    this.operatorRemarks = new OperatorRemarks(labels);
    this.sites = List.copyOf(sites);
    this.features = features;
    this.limits = limits;
    this.texts = texts;
    this.whenClosed = whenClosed;
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

  /// The call site of a number that SQL has.
  public CallSite site(int number) {
    return sites.get(number);
  }

  /// What flags change in the meaning of the query.
  public LanguageFeatures features() {
    return features;
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

  /// Adds to the annotations what is known only when all rows are done.
  public void tellOperatorRemarks() {
    operatorRemarks.writeTo(annotations, sites);
  }

  /// What `grids(n)` lends: what the nth source was filled with, or where n is below 0 the rows of
  /// a statement that ran before.
  public LentRows lent(int place) {
    return place < 0 ? stages.get(-1 - place) : sources.get(place);
  }

  /// Keeps the rows of a statement for those that run after it.
  public void keepStage(LentRows rows) {
    stages.add(rows);
  }

  /// Lends the rows that the query's sources were filled with.
  public void lend(List<LentRows> filled) {
    this.sources = List.copyOf(filled);
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
    texts.giveBack();
    whenClosed.accept(number);
  }
}
