package dev.firebucket.infra;

import java.nio.file.Path;
import java.util.List;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.constructs.Construct;

/// All that is deployed: the bucket, the five functions that work on it, the timers of three, the
/// URLs of two, and the alarms.
public final class FirebucketStack extends Stack {
  private final FunctionCode code;

  /// @param repository root of the repository, below which the packaged functions are
  FirebucketStack(Construct scope, StackSettings settings, Path repository) {
    super(
        scope,
        settings.stackName(),
        StackProps.builder()
            .description("Firebucket: Prometheus without servers")
            .analyticsReporting(false)
            .build());
    code = new FunctionCode(repository);
    DataBucket data = new DataBucket(this, settings);
    Deployment deployment = new Deployment(settings, data, code);

    BucketFunction scrape = ScrapeFunction.create(this, deployment);
    BucketFunction push = PushFunction.create(this, deployment);
    BucketFunction query = QueryFunction.create(this, deployment);
    BucketFunction rules = RulesFunction.create(this, deployment);
    BucketFunction compact = CompactFunction.create(this, deployment);

    Schedules schedules = schedules(settings, scrape, rules, compact);
    if (settings.gathering().isOn()) {
      new GatheringQueue(this, push, settings, schedules.failures());
    }

    String queryUrl = urls(settings.access(), push, query);
    // Where the links of alerts lead.
    rules
        .function()
        .addEnvironment(
            "FIREBUCKET_EXTERNAL_URL", settings.access().externalUrl().orElse(queryUrl));
    CfnOutput.Builder.create(this, "Bucket")
        .description("Put prometheus.yml and the rule files below config/ of it")
        .value(data.bucket().getBucketName())
        .build();
    settings
        .athena()
        .database()
        .ifPresent(name -> new RawTables(this, data, name, settings.athena()));
    if (settings.watching().alarms()) {
      Alarms alarms = new Alarms(this, settings.watching(), settings.scrape().compaction());
      alarms.watchScrape(scrape.function(), settings.scrape());
      alarms.watchRules(rules.function());
      alarms.watchCompaction(compact.function());
      alarms.watchUrls(push.function(), query.function());
      alarms.watchThrottles();
      alarms.watchFailures(schedules.failures());
    }
  }

  /// Opens both URLs, and gives that of queries.
  private String urls(UrlAccess access, BucketFunction push, BucketFunction query) {
    FunctionUrls.open(
        this,
        push,
        access,
        access.secrets().push(),
        "PushUrl",
        "For remote_write and the Pushgateway's clients");
    return FunctionUrls.open(
            this,
            query,
            access,
            access.secrets().query(),
            "QueryUrl",
            "The Prometheus HTTP API and the page")
        .getUrl();
  }

  private Schedules schedules(
      StackSettings settings, BucketFunction scrape, BucketFunction rules, BucketFunction compact) {
    Schedules schedules = new Schedules(this);
    schedules.scrape(scrape.live(), settings.scrape());
    schedules.rules(rules.live());
    schedules.compact(compact.live(), settings.scrape());
    if (!settings.scrape().isTimerEnough()) {
      new ScrapeQueue(this, scrape, settings, schedules.failures());
    }
    return schedules;
  }

  /// The functions whose code was not packaged when this was made: such a template can be read but
  /// must not be deployed.
  public List<String> functionsWithoutCode() {
    return code.missing();
  }
}
