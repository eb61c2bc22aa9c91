package dev.firebucket.alerting.evaluation;

import dev.firebucket.query.engine.EngineOptions;
import dev.firebucket.query.engine.PreparedQuery;
import dev.firebucket.query.engine.QueryView;
import dev.firebucket.query.error.PromqlException;
import dev.firebucket.query.result.QueryResult;
import dev.firebucket.query.result.QueryResult.MatrixResult;
import dev.firebucket.query.result.QueryResult.ScalarResult;
import dev.firebucket.query.result.QueryResult.StringResult;
import dev.firebucket.query.result.QueryResult.VectorResult;
import dev.firebucket.query.result.VectorSample;
import dev.firebucket.storage.model.LabelSet;
import dev.firebucket.storage.model.SampleBatch;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What the rules of one tick read: one look at the store, and what rules of this tick gave before.
/// Safe for use by several threads.
public final class TickView implements AutoCloseable {
  /// So many metrics are named where nothing was recorded.
  private static final int NAMED = 10;

  private final QueryView view;
  private final EngineOptions options;
  private final List<SampleBatch> hidden = new ArrayList<>();
  private final Set<String> hiddenMetrics = new TreeSet<>();

  /// The metrics that there are, where the store has none; null where nobody knows.
  private final @Nullable Set<String> present;

  /// The recording rules that recorded nothing, for samples are missing.
  private final Set<PreparedRule> silent = new HashSet<>();

  TickView(QueryView view, EngineOptions options) {
    this(view, options, null);
  }

  private TickView(QueryView view, EngineOptions options, @Nullable Set<String> present) {
    this.view = view;
    this.options = options;
    this.present = present;
  }

  /// A view of an empty store: it has what is added, and knows rules that find nothing in it
  /// without asking.
  static TickView ofNothing(QueryView view, EngineOptions options) {
    return new TickView(view, options, new TreeSet<>());
  }

  /// The answer to an expression.
  ///
  /// @param samples a scalar is one sample without labels
  /// @param lost what is damaged in the store, where samples are missing for it, and what was not
  ///   recorded in this tick for that reason
  record Answer(List<VectorSample> samples, List<String> lost) {}

  /// The answer to a rule's expression at a time.
  ///
  /// @throws RuleEvaluationException when it fails, or gives neither a vector nor a scalar
  /// @throws OutOfTimeException when the deadline comes first
  Answer evaluate(PreparedQuery query, Instant time, Deadline deadline)
      throws RuleEvaluationException, OutOfTimeException {
    if (deadline.isOver()) {
      throw new OutOfTimeException();
    }
    if (findsNothing(query)) {
      return new Answer(List.of(), List.of());
    }
    try {
      QueryResult result = answer(query, time, deadline);
      return new Answer(samples(result), lost(query, result));
    } catch (RuleEvaluationException e) {
      if (deadline.isOver()) {
        throw new OutOfTimeException();
      }
      throw e;
    }
  }

  private synchronized boolean findsNothing(PreparedQuery query) {
    return present != null
        && !MetricsRead.by(query).mayRead(present)
        && WithoutSamples.isEmpty(query.expression());
  }

  private List<String> lost(PreparedQuery query, QueryResult result) {
    List<String> unrecorded = unrecorded(query);
    if (unrecorded.isEmpty()) {
      return result.lost();
    }
    List<String> lost = new ArrayList<>(result.lost());
    lost.add(
        "nothing was recorded as %s%s in this tick, for samples are missing there; the recording rule says which"
            .formatted(
                unrecorded.stream().limit(NAMED).collect(Collectors.joining("', '", "'", "'")),
                unrecorded.size() > NAMED
                    ? " and %d more".formatted(unrecorded.size() - NAMED)
                    : ""));
    return lost;
  }

  private synchronized List<String> unrecorded(PreparedQuery query) {
    if (silent.isEmpty()) {
      return List.of();
    }
    MetricsRead reads = MetricsRead.by(query);
    return silent.stream()
        .map(rule -> rule.definition().name())
        .filter(metric -> reads.mayRead(List.of(metric)))
        .distinct()
        .sorted()
        .toList();
  }

  private QueryResult answer(PreparedQuery query, Instant time, Deadline deadline)
      throws RuleEvaluationException {
    Duration left = deadline.remaining();
    Duration timeout = left.compareTo(options.timeout()) < 0 ? left : options.timeout();
    try {
      return view.instant(query, time.toEpochMilli(), options.lookback(), timeout);
    } catch (PromqlException e) {
      throw new RuleEvaluationException(String.valueOf(e.getMessage()), e);
    } catch (RuntimeException e) {
      // One query must not take the rest of the group with it.
      throw new RuleEvaluationException("the query engine failed: " + e, e);
    }
  }

  private static List<VectorSample> samples(QueryResult result) throws RuleEvaluationException {
    return switch (result) {
      case VectorResult vector -> vector.samples();
      case ScalarResult scalar ->
          List.of(new VectorSample(LabelSet.EMPTY, scalar.timestampMillis(), scalar.value(), null));
      case MatrixResult matrix -> throw neither();
      case StringResult string -> throw neither();
    };
  }

  private static RuleEvaluationException neither() {
    return new RuleEvaluationException("rule result is not a vector or scalar");
  }

  /// Hears of a recording rule what it lacked, if anything: whoever reads its metric lacks that
  /// too.
  synchronized void told(PreparedRule rule, List<String> lost) {
    if (lost.isEmpty()) {
      silent.remove(rule);
    } else {
      silent.add(rule);
    }
  }

  /// The answer to a query that no rule asks, over all that was added.
  ///
  /// @throws RuleEvaluationException when it fails
  public QueryResult ask(PreparedQuery query, Instant time) throws RuleEvaluationException {
    show(MetricsRead.by(query));
    return answer(query, time, Deadline.none());
  }

  /// Takes samples that the store does not have: what a rule gave, or what a test says. Queries of
  /// rules see them from the next rule on that reads any of the metrics.
  public synchronized void add(SampleBatch batch, Collection<String> metrics) {
    hidden.add(batch);
    hiddenMetrics.addAll(metrics);
    if (present != null) {
      present.addAll(metrics);
    }
  }

  /// Lets queries see what was added, if a rule may read any of it: most of what is recorded is not
  /// read in the same tick.
  ///
  /// @throws RuleEvaluationException when the samples find no room
  synchronized void show(MetricsRead reads) throws RuleEvaluationException {
    if (!reads.mayRead(hiddenMetrics)) {
      return;
    }
    try {
      view.add(hidden);
    } catch (IOException e) {
      throw new RuleEvaluationException(
          "what rules before this one recorded cannot be read: " + e.getMessage(), e);
    }
    hidden.clear();
    hiddenMetrics.clear();
  }

  @Override
  public void close() {
    view.close();
  }
}
