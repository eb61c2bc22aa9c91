package dev.firebucket.infra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StackSettingsTest {

  @Test
  void everySettingHasADefault() {
    StackSettings settings = StackSettings.fromContext(Map.of());

    assertThat(settings.stackName()).isEqualTo("firebucket");
    assertThat(settings.bucketName()).isEmpty();
    assertThat(settings.scrape())
        .isEqualTo(new ScrapeTiming(Duration.ofMinutes(1), 1, Duration.ZERO));
    assertThat(settings.access().auth()).isEqualTo(UrlAccess.Auth.IAM);
    assertThat(settings.watching().alarms()).isTrue();
    assertThat(settings.network()).isEmpty();
  }

  @Test
  void compactionRunsRarelyWhereFewObjectsAreWritten() {
    assertThat(timing(60, 1).compaction()).isEqualTo(Duration.ofMinutes(30));
    assertThat(timing(30, 1).compaction()).isEqualTo(Duration.ofMinutes(30));
    assertThat(timing(15, 1).compaction()).isEqualTo(Duration.ofMinutes(10));
    assertThat(timing(60, 3).compaction()).isEqualTo(Duration.ofMinutes(10));
    assertThat(timing(3600, 100).compaction()).isEqualTo(Duration.ofMinutes(30));
  }

  private static ScrapeTiming timing(int seconds, int shards) {
    return new ScrapeTiming(Duration.ofSeconds(seconds), shards, Duration.ZERO);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "remoteWriteGathering | 301s      | 1s to 300s",
        "remoteWriteGathering | 500ms     | 1s to 300s",
        "shards           | 0             | 1 to 1000",
        "shards           | many          | a whole number",
        "shards           | 7             | 13 at a time, but an account that nothing is known of"
            + " has 10",
        "scrapeInterval   | 4             | 5 to 2678400 seconds",
        "scrapeInterval   | 32d           | 5 to 2678400 seconds",
        "scrapeInterval   | 5500ms        | in whole seconds",
        "scrapeInterval   | often         | a duration such as 90s",
        "scrapeBackoff    | 2d            | up to 1d",
        "architecture     | riscv         | arm64 or x86_64",
        "logRetentionDays | 2             | one of [1, 3, 7",
        "bucketName       | Not_A_Bucket  | lower-case letters",
        "configFile       | prometheus.yml| a key below config/",
        "stackName        | 1st           | beginning with a letter",
        "reserveConcurrency | perhaps     | true or false",
        "reserveConcurrency | true        | would reserve 3 of 10 concurrent executions",
        "accountConcurrency | 5           | 10 or more",
        "queryConcurrency | 0             | 1 to 10",
        "queryConcurrency | 4             | would reserve 4 of 10 concurrent executions",
        "pushConcurrency | 2             | 3 to 10",
        "pushConcurrency | 4             | would reserve 4 of 10 concurrent executions",
        "kmsKey | alias/mine             | the ARN of a key",
        "oldVersionDays | 4000             | up to 3650",
        "maxSamples       | 0             | a number above 0",
        "queryTimeout     | 0             | above 0 and up to 890s",
        "queryTimeout     | 15m           | above 0 and up to 890s",
        "maxBytes         | 2 gigabytes   | a size such as 2GB",
        "cacheMegabytes   | 511           | 512 to 10240",
        "queryMemory      | 512           | 1024 to 10240 (MB)",
        "scrapeMemory     | 20000         | 512 to 10240 (MB)",
        "enableFeature    | Everything!   | names separated by commas",
        "auth             | password      | iam, token or off",
        "auth             | token         | needs authSecret",
        "authSecret       | ssm:/a        | only auth=token reads a secret",
        "pushAuthSecret   | ssm:/a        | only auth=token reads a secret",
        "queryAuthSecret  | ssm:/a        | only auth=token reads a secret",
        "corsOrigin       | .*            | use auth=token or auth=off",
        "externalUrl      | example.org   | an address such as https://metrics.example.org",
        "tracing          | on            | off or xray",
        "athenaDatabase   | My-Metrics    | lower-case letters, digits and underscores",
        "athenaSince      | 2026-02-30    | a day such as 2026-11-22",
        "snapStart        | yes           | true or false",
        "startScript      | /var/task/x   | true or false",
        "alarms           | some          | true or false",
        "alarmEmail       | me            | an address such as ops@example.org",
        "subnets          | subnet-1      | needs all of vpc, subnets and securityGroups",
      })
  void aSettingThatCannotBeIsRefusedWithItsNameAndWhatCan(
      String name, String value, String remedy) {
    assertThatThrownBy(() -> StackSettings.fromContext(Map.of(name, value)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(name.equals("subnets") ? "vpc" : name)
        .hasMessageContaining(remedy);
  }

  @Test
  void aSecretItselfIsNoReferenceToOne() {
    assertThatThrownBy(
            () ->
                StackSettings.fromContext(
                    Map.of("auth", "token", "authSecret", "correct horse battery staple")))
        .hasMessageContaining("never the secret itself");
  }

  @Test
  void eachUrlMayHaveASecretOfItsOwn() {
    assertThat(secrets("authSecret", "ssm:/both"))
        .isEqualTo(secrets("pushAuthSecret", "ssm:/both", "queryAuthSecret", "ssm:/both"));
    UrlAccess.Secrets two = secrets("authSecret", "ssm:/both", "queryAuthSecret", "ssm:/readers");
    assertThat(two.push()).contains("ssm:/both");
    assertThat(two.query()).contains("ssm:/readers");
    assertThatThrownBy(() -> secrets("pushAuthSecret", "ssm:/writers"))
        .hasMessageContaining("or both pushAuthSecret and queryAuthSecret");
    assertThatThrownBy(() -> secrets("authSecret", "ssm:/both", "queryAuthSecret", "Bearer x"))
        .hasMessageContaining("queryAuthSecret")
        .hasMessageContaining("never the secret itself");
  }

  private static UrlAccess.Secrets secrets(String... namesAndValues) {
    Map<String, String> context = new TreeMap<>(Map.of("auth", "token"));
    for (int i = 0; i < namesAndValues.length; i += 2) {
      context.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    return StackSettings.fromContext(context).access().secrets();
  }

  @Test
  void aLargeCacheAndSnapshotsDoNotGoTogether() {
    assertThatThrownBy(
            () -> StackSettings.fromContext(Map.of("snapStart", "true", "cacheMegabytes", "4096")))
        .hasMessageContaining("/tmp of 512 MB only");
    assertThat(StackSettings.fromContext(Map.of("snapStart", "true")).query().cacheMegabytes())
        .isEqualTo(512);
  }

  @ParameterizedTest
  @ValueSource(strings = {"5", "7", "15s", "45", "1m", "90s", "86400", "2d"})
  void anyIntervalFromFiveSecondsToDaysIsTaken(String interval) {
    ScrapeTiming timing = StackSettings.fromContext(Map.of("scrapeInterval", interval)).scrape();

    assertThat(timing.isTimerEnough()).isEqualTo(timing.seconds() % 60 == 0);
  }

  @ParameterizedTest
  @CsvSource({
    // interval, shards, account, reserved, gathering, at once
    "60, 1, 10, false, 10s, 2",
    "15, 1, 10, false, 10s, 3",
    "15, 1, 10, false, 0, 5",
    "5, 1, 10, false, 10s, 3",
    "15, 4, 10, false, 10s, 4",
    "15, 6, 10, false, 0, 6",
    "15, 6, 1000, false, 10s, 30",
    "5, 100, 10000, false, 10s, 1000",
    "15, 10, 120, true, 10s, 17",
    "15, 10, 1000, true, 10s, 50",
  })
  void aShardWhoseTargetsHangHoldsUpNoRunWhereTheAccountHasRoom(
      String interval,
      String shards,
      String account,
      String reserve,
      String gathering,
      int atOnce) {
    StackSettings settings =
        StackSettings.fromContext(
            Map.of(
                "scrapeInterval", interval,
                "shards", shards,
                "accountConcurrency", account,
                "reserveConcurrency", reserve,
                "remoteWriteGathering", gathering));

    assertThat(settings.concurrency().atOnce(settings.scrape())).isEqualTo(atOnce);
  }

  @Test
  void aNewAccountHasRoomForAllThatRunsAtATime() {
    StackSettings settings = StackSettings.fromContext(Map.of("scrapeInterval", "15"));
    Concurrency concurrency = settings.concurrency();
    int timer = 1;
    int rulesAndCompaction = 2;
    int urls = 2;

    assertThat(
            concurrency.atOnce(settings.scrape())
                + timer
                + rulesAndCompaction
                + urls
                + concurrency.gatherersAtOnce())
        .isLessThanOrEqualTo(concurrency.ofAccount())
        .isEqualTo(10);
  }

  @Test
  void whatGathersRemoteWriteTakesRoomFromShards() {
    assertThatThrownBy(() -> StackSettings.fromContext(Map.of("shards", "5")))
        .hasMessageContaining("2 runs that gather remote write are 11 at a time")
        .hasMessageContaining("remoteWriteGathering=0");
    assertThat(
            StackSettings.fromContext(Map.of("shards", "5", "remoteWriteGathering", "0"))
                .concurrency()
                .gatherersAtOnce())
        .isZero();
  }

  @Test
  void asManyShardsAreTakenAsTheAccountAllows() {
    Map<String, String> context = new TreeMap<>(Map.of("shards", "976"));
    assertThatThrownBy(() -> StackSettings.fromContext(context))
        .hasMessageContaining("aws lambda get-account-settings");

    context.put("accountConcurrency", "1000");
    assertThat(StackSettings.fromContext(context).scrape().shards()).isEqualTo(976);
  }
}
