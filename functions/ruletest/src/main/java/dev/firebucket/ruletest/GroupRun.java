package dev.firebucket.ruletest;

import dev.firebucket.alerting.evaluation.Deadline;
import dev.firebucket.alerting.evaluation.RuleEnvironment;
import dev.firebucket.alerting.evaluation.RuleEvaluationException;
import dev.firebucket.alerting.evaluation.RuleGroup;
import dev.firebucket.alerting.evaluation.RuleQueries;
import dev.firebucket.alerting.evaluation.TickShare;
import dev.firebucket.alerting.evaluation.TickView;
import dev.firebucket.alerting.rule.RuleGroupDefinition;
import dev.firebucket.alerting.state.GroupState;
import dev.firebucket.alerting.state.GroupStateStore;
import dev.firebucket.alerting.status.AlertStatus;
import dev.firebucket.alerting.status.RuleStatus;
import dev.firebucket.go.time.DurationText;
import dev.firebucket.query.promqltest.InputSeries;
import dev.firebucket.query.result.QueryResult;
import dev.firebucket.query.result.QueryResult.MatrixResult;
import dev.firebucket.query.result.QueryResult.ScalarResult;
import dev.firebucket.query.result.QueryResult.StringResult;
import dev.firebucket.query.result.QueryResult.VectorResult;
import dev.firebucket.query.result.VectorSample;
import dev.firebucket.ruletest.TestGroup.Input;
import dev.firebucket.storage.Bucket;
import dev.firebucket.storage.model.FloatHistogram;
import dev.firebucket.storage.model.LabelSet;
import dev.firebucket.storage.model.SampleBatch;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/// The input and the rules of one group of tests, brought forward from time to time. The rules run
/// as they do in a server; what they record is read through Parquet, and stored nowhere.
final class GroupRun implements AutoCloseable {
  private final TestGroup test;
  private final List<InputSeries> input;
  private final List<RuleGroup> groups = new ArrayList<>();
  private final RuleQueries queries;
  private final TickView view;
  private long loadedUntil = Long.MIN_VALUE;

  /// @param definitions in the order of their evaluation
  /// @param bucket an empty one
  /// @throws RuleTestException when the input cannot be read
  GroupRun(
      TestGroup test, List<RuleGroupDefinition> definitions, RuleQueries queries, Bucket bucket)
      throws RuleTestException {
    this.test = test;
    this.input = read(test.input());
    this.queries = queries;
    this.view = queries.viewOfNothing();
    RuleEnvironment environment =
        new RuleEnvironment(
            queries,
            batches -> {},
            new GroupStateStore(bucket.store()),
            notifications -> {},
            test.externalLabels(),
            test.externalUrl(),
            RuleEnvironment.DEFAULT_RESEND_DELAY,
            InstantSource.fixed(test.start()));
    for (RuleGroupDefinition definition : definitions) {
      groups.add(new RuleGroup(definition, GroupState.begin(definition), null, () -> environment));
    }
  }

  private static List<InputSeries> read(List<Input> written) throws RuleTestException {
    List<InputSeries> series = new ArrayList<>();
    for (Input input : written) {
      try {
        series.add(InputSeries.read(input.series(), input.values()));
      } catch (RuntimeException e) {
        throw new RuleTestException(
            "    input_series: %s %s: %s".formatted(input.series(), input.values(), e.getMessage()),
            e);
      }
    }
    return series;
  }

  /// Lets queries see the input up to a time, and evaluates all groups then.
  ///
  /// @return what went wrong, rule by rule
  List<String> evaluate(Instant at) {
    load(at.toEpochMilli());
    List<String> problems = new ArrayList<>();
    TickShare share = new TickShare(view, Deadline.none(), batches -> {}, () -> {});
    for (RuleGroup group : groups) {
      var _ = group.evaluate(List.of(at), share);
      List<RuleStatus> rules = group.status().rules();
      for (int i = 0; i < rules.size(); i++) {
        String error = rules.get(i).run().lastError();
        if (!error.isEmpty()) {
          problems.add(
              "    rule: %s, time: %s, err: %s"
                  .formatted(
                      group.definition().rules().get(i).name(),
                      DurationText.of(Duration.between(Instant.EPOCH, at).toNanos()),
                      error));
        }
      }
    }
    return problems;
  }

  private void load(long until) {
    SampleBatch batch = new SampleBatch();
    TreeSet<String> metrics = new TreeSet<>();
    for (InputSeries series : input) {
      series.append(
          batch, test.start().toEpochMilli(), test.interval().toMillis(), loadedUntil, until);
      metrics.add(series.labels().metricName());
    }
    if (!batch.isEmpty()) {
      view.add(batch, metrics);
    }
    loadedUntil = until;
  }

  /// The alerts of a name that fire after the last evaluation, of all groups.
  List<GivenAlert> firing(String name) {
    List<GivenAlert> firing = new ArrayList<>();
    for (RuleGroup group : groups) {
      for (RuleStatus rule : group.status().rules()) {
        if (rule instanceof RuleStatus.Alerting alerting && alerting.rule().name().equals(name)) {
          alerting.alerts().stream()
              .filter(alert -> alert.state().equals("firing"))
              .map(GroupRun::given)
              .forEach(firing::add);
        }
      }
    }
    firing.sort(GivenAlert.ORDER);
    return firing;
  }

  private static GivenAlert given(AlertStatus alert) {
    return GivenAlert.of(alert.labels().toMap(), alert.annotations());
  }

  /// What a query gives, by labels; a scalar is a sample without labels.
  ///
  /// @throws RuleTestException when it fails, or gives anything else
  List<GivenSample> ask(String expression, Instant at) throws RuleTestException {
    List<GivenSample> samples = new ArrayList<>();
    switch (answer(expression, at)) {
      case VectorResult vector -> vector.samples().forEach(one -> samples.add(given(one)));
      case ScalarResult scalar -> samples.add(new GivenSample(LabelSet.EMPTY, scalar.value(), ""));
      case MatrixResult _, StringResult _ ->
          throw new RuleTestException("rule result is not a vector or scalar");
    }
    samples.sort(GivenSample.ORDER);
    return samples;
  }

  private static GivenSample given(VectorSample sample) {
    FloatHistogram histogram = sample.histogram();
    return histogram == null
        ? new GivenSample(sample.labels(), sample.value(), "")
        : new GivenSample(sample.labels(), 0, InputSeries.text(histogram));
  }

  private QueryResult answer(String expression, Instant at) throws RuleTestException {
    try {
      return view.ask(queries.prepare(expression), at);
    } catch (RuleEvaluationException e) {
      throw new RuleTestException(String.valueOf(e.getMessage()), e);
    }
  }

  /// All samples of the input and of the rules up to the last time of a test, a line each below
  /// their series.
  ///
  /// @throws RuleTestException when they cannot be read
  List<String> everything() throws RuleTestException {
    long seconds = test.lastTime().plusSeconds(1).toSeconds();
    List<String> lines = new ArrayList<>();
    String expression = "{__name__=~\".+\"}[%ds]".formatted(seconds);
    if (answer(expression, test.start().plusSeconds(seconds)) instanceof MatrixResult matrix) {
      matrix.series().forEach(series -> lines.addAll(TestText.series(series)));
    }
    return lines;
  }

  @Override
  public void close() {
    view.close();
  }
}
