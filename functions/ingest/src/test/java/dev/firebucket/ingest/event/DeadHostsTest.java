package dev.firebucket.ingest.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebucket.ingest.round.RoundTime;
import dev.firebucket.ingest.scrape.ExpositionSource;
import dev.firebucket.ingest.scrape.ScrapeException;
import dev.firebucket.ingest.scrape.ScrapedBody;
import dev.firebucket.ingest.status.TargetStatus;
import dev.firebucket.ingest.target.Target;
import dev.firebucket.ingest.testing.Configs;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Targets to which no connection comes about: each run is paid by its time, so the next ones do
/// not wait as long.
final class DeadHostsTest extends EventProcesses {
  /// Within an hour: what is asked patiently once an hour is not tied to the full one.
  private static final Instant QUARTER_PAST = START.plus(Duration.ofMinutes(15));

  /// One target that is dead, slow or well, and how it was asked.
  private final class OneTarget implements ExpositionSource {
    final List<String> asked = new ArrayList<>();
    String state = "dead";

    @Override
    public ScrapedBody fetch(Target target) throws ScrapeException {
      asked.add("patiently");
      hang(target.timeout());
      return answer();
    }

    @Override
    public ScrapedBody fetch(Target target, Duration connectWithin) throws ScrapeException {
      asked.add("within " + connectWithin.toMillis());
      hang(connectWithin);
      return answer();
    }

    private void hang(Duration time) {
      if (!state.equals("well")) {
        hung.addAndGet(time.toNanos());
      }
    }

    private ScrapedBody answer() throws ScrapeException {
      switch (state) {
        case "dead" -> throw ScrapeException.unreached("context deadline exceeded");
        case "slow" -> throw new ScrapeException("context deadline exceeded");
        default -> {
          byte[] body = "x 1\n".getBytes(StandardCharsets.UTF_8);
          return new ScrapedBody(body, body.length, "text/plain");
        }
      }
    }
  }

  private final OneTarget target = new OneTarget();

  /// How long a scrape hung, in nanoseconds; nobody waits for it.
  private final AtomicLong hung = new AtomicLong();

  private final RoundTime machine = RoundTime.of(() -> now);
  private final RoundTime time =
      new RoundTime() {
        @Override
        public Instant instant() {
          return machine.instant();
        }

        @Override
        public long nanoTime() {
          return machine.nanoTime() + hung.get();
        }

        @Override
        public Thread start(String name, Runnable work) {
          return machine.start(name, work);
        }

        @Override
        public <T> Mailbox<T> mailbox() {
          return machine.mailbox();
        }
      };

  private ScrapeEvents process(BackOff backOff) {
    return process("scrape_configs:\n" + job("test", "'a:1'"), backOff);
  }

  private ScrapeEvents process(String yaml, BackOff backOff) {
    return new ScrapeEvents(
        Configs.load(folder, yaml), target, writer::submit, bucket.store(), OPTIONS, backOff, time);
  }

  /// A run of a process that knows nothing but what stands in the bucket.
  private void run(int minute) throws Exception {
    scrape(process(BackOff.NONE), QUARTER_PAST.plus(MINUTE.multipliedBy(minute)));
  }

  @Test
  void aTargetThatCouldNotBeReachedIsAskedBrieflyByWhicheverProcessIsNext() throws Exception {
    for (int minute = 0; minute < 3; minute++) {
      run(minute);
    }
    assertThat(target.asked).containsExactly("patiently", "within 1200", "within 1200");
    assertThat(writer.samples().entrySet())
        .filteredOn(series -> series.getKey().metricName().equals("up"))
        .singleElement()
        .satisfies(up -> assertThat(up.getValue()).hasSize(3));
  }

  @Test
  void itHasAllItsTimeAgainAsSoonAsItAnswers() throws Exception {
    run(0);
    target.state = "well";
    run(1);
    target.state = "slow";
    run(2);
    run(3);
    assertThat(target.asked).containsExactly("patiently", "within 1200", "patiently", "patiently");
  }

  @Test
  void aTargetThatConnectsAndThenHangsKeepsItsTime() throws Exception {
    target.state = "slow";
    run(0);
    run(1);
    assertThat(target.asked).containsExactly("patiently", "patiently");
  }

  @Test
  void onceAnHourItIsWaitedForAsLongAsItMay() throws Exception {
    for (int minute = 0; minute < 120; minute++) {
      run(minute);
    }
    assertThat(target.asked.stream().filter("patiently"::equals)).hasSize(2);
    assertThat(target.asked.get(60)).isEqualTo("patiently");
  }

  @Test
  void restsOfABackOffDoNotStepPastThePatientTry() throws Exception {
    for (int minute = 0; minute < 180; minute++) {
      scrape(
          process(new BackOff(Duration.ofMinutes(5))),
          QUARTER_PAST.plus(MINUTE.multipliedBy(minute)));
    }
    assertThat(target.asked.size()).as("it rests").isBetween(30, 60);
    assertThat(target.asked.stream().filter("patiently"::equals)).hasSize(3);
  }

  @Test
  void aTargetBehindTlsHasTimeForItsHandshake() throws Exception {
    String yaml =
        "scrape_configs:\n"
            + "- {job_name: test, scheme: https, static_configs: [{targets: ['a:1']}]}\n";
    for (int minute = 0; minute < 2; minute++) {
      scrape(process(yaml, BackOff.NONE), QUARTER_PAST.plus(MINUTE.multipliedBy(minute)));
    }
    assertThat(target.asked).containsExactly("patiently", "within 3000");
  }

  @Test
  void theBucketIsWrittenToOnlyWhenItChanges() throws Exception {
    run(0);
    int before = bucket.store().list("state/").size();
    run(1);
    run(2);
    assertThat(bucket.store().list("state/")).hasSize(before);
  }

  /// A server whose queue of connections is full: the kernel drops what else wants to connect.
  @Test
  @Timeout(60)
  void aHostThatIsSilentIsToldFromOneThatIsSlow() throws Exception {
    List<Socket> waiting = new ArrayList<>();
    try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      fill(full, waiting);
      String yaml =
          "global: {scrape_timeout: 2s}\nscrape_configs:\n"
              + job("test", "'127.0.0.1:" + full.getLocalPort() + "'");

      TargetStatus first = scrape(service(yaml), QUARTER_PAST).targets().getFirst();
      TargetStatus second = scrape(service(yaml), QUARTER_PAST.plus(MINUTE)).targets().getFirst();

      assertThat(first.lastError()).endsWith("context deadline exceeded");
      assertThat(second.lastError())
          .endsWith(
              "no connection within 1s200ms; the scrape before had none either, so this one did not"
                  + " wait its whole time of 2s");
    } finally {
      for (Socket one : waiting) {
        one.close();
      }
    }
  }

  private static void fill(ServerSocket server, List<Socket> waiting) throws IOException {
    for (int i = 0; i < 50; i++) {
      Socket one = new Socket();
      waiting.add(one);
      try {
        one.connect(new InetSocketAddress("127.0.0.1", server.getLocalPort()), 300);
      } catch (SocketTimeoutException isFull) {
        return;
      }
    }
    throw new AssertionError("this machine takes connections without end");
  }
}
