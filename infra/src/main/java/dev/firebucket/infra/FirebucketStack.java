package dev.firebucket.infra;

import java.nio.file.Path;
import java.util.List;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.lambda.FunctionUrl;
import software.constructs.Construct;

/// All that is deployed: the bucket, the five functions that work on it, the timers of three and
/// the URLs of two.
public final class FirebucketStack extends Stack {
  private final FunctionCode code;

  /// @param repository root of the repository, below which the packaged functions lie
  public FirebucketStack(Construct scope, StackSettings settings, Path repository) {
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

    Schedules schedules = new Schedules(this);
    schedules.scrape(scrape.function(), settings);
    schedules.rules(rules.function());
    schedules.compact(compact.function());

    FunctionUrls.open(
        this, push.function(), "PushUrl", "For remote_write and the Pushgateway's clients");
    FunctionUrl queryUrl =
        FunctionUrls.open(
            this,
            query.function(),
            "QueryUrl",
            "The Prometheus HTTP API, for requests signed with SigV4");
    // Where the links of alerts lead.
    rules.function().addEnvironment("FIREBUCKET_EXTERNAL_URL", queryUrl.getUrl());
    settings.alarmEmail().ifPresent(email -> new Alarms(this, schedules.failures(), email));
    CfnOutput.Builder.create(this, "Bucket")
        .description("Put prometheus.yml and the rule files below config/ of it")
        .value(data.bucket().getBucketName())
        .build();
  }

  /// The functions whose code was not packaged when this was made: such a template can be read but
  /// must not be deployed.
  public List<String> functionsWithoutCode() {
    return code.missing();
  }
}
