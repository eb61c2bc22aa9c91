package dev.firebucket.ingest.push;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.CodedOutputStream;
import dev.firebucket.config.memory.ByteBudget;
import dev.firebucket.config.memory.NoRoomException;
import dev.firebucket.ingest.testing.WatchedStore;
import dev.firebucket.storage.object.PutIfAbsentOutcome;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class PushGatewayTest {
  /// A clock that a test moves.
  private static final class MovedClock extends Clock {
    private Instant now = Instant.parse("2026-11-22T18:00:00Z");

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  private final MovedClock clock = new MovedClock();
  private final WatchedStore store = new WatchedStore(clock);
  private final PushGateway gateway = new PushGateway(store, clock);

  private static GroupingKey key(String job) {
    return new GroupingKey(new TreeMap<>(java.util.Map.of("job", job)));
  }

  private static void push(PushGateway gateway, String job, String body, boolean replace)
      throws IOException, PushRejectedException, NoRoomException {
    gateway.push(key(job), body.getBytes(UTF_8), "", replace, ByteBudget.unlimited());
  }

  private List<String> samples() throws IOException {
    return new PushGateway(store, clock)
        .exposition()
        .lines()
        .filter(line -> !line.startsWith("#") && !line.contains("_time_seconds"))
        .toList();
  }

  @Test
  void whatWasPushedIsThereForANewProcess() throws Exception {
    push(gateway, "a", "x{l=\"\\\\ \\\" \\n 測\"} 1.5\n", true);

    assertThat(samples()).containsExactly("x{instance=\"\",job=\"a\",l=\"\\\\ \\\" \\n 測\"} 1.5");
  }

  @Test
  void putReplacesTheGroupAndPostOnlyItsNames() throws Exception {
    push(gateway, "a", "x 1\ny 2\n", true);
    push(gateway, "a", "y 3\n", false);
    assertThat(samples())
        .containsExactly("x{instance=\"\",job=\"a\"} 1", "y{instance=\"\",job=\"a\"} 3");

    push(gateway, "a", "z 4\n", true);
    assertThat(samples()).containsExactly("z{instance=\"\",job=\"a\"} 4");
  }

  @Test
  void twoProcessesThatPostAtTheSameTimeLoseNothing() throws Exception {
    List<Future<?>> pushes = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int process = 0; process < 8; process++) {
        PushGateway own = new PushGateway(store, clock);
        int number = process;
        pushes.add(
            threads.submit(
                () -> {
                  for (int i = 0; i < 5; i++) {
                    push(own, "a", "m_" + number + "_" + i + " 1\n", false);
                  }
                  return null;
                }));
      }
      for (Future<?> done : pushes) {
        done.get();
      }
    }
    assertThat(samples()).hasSize(40);
  }

  @Test
  void aDeletionBetweenReadAndWriteIsSeen() throws Exception {
    push(gateway, "a", "old 1\n", true);
    PushGateway other = new PushGateway(store, clock);
    store.beforePut =
        () -> {
          store.beforePut = () -> {};
          try {
            other.delete(key("a"));
          } catch (IOException | PushRejectedException e) {
            throw new AssertionError(e);
          }
        };
    push(gateway, "a", "new 1\n", false);

    assertThat(samples()).containsExactly("new{instance=\"\",job=\"a\"} 1");
  }

  @Test
  void aPutWhoseOutcomeIsUnknownIsSettledByLooking() throws Exception {
    store.reported = PutIfAbsentOutcome.UNKNOWN;
    push(gateway, "a", "x 1\n", true);

    assertThat(samples()).containsExactly("x{instance=\"\",job=\"a\"} 1");
    assertThat(store.list("")).hasSize(1);
  }

  @Test
  void aWriterThatSleptDoesNotPutAnOldVersion() throws Exception {
    push(gateway, "a", "x 1\n", true);
    GroupStore groups = new GroupStore(store, clock);
    GroupStore.View view = groups.view();
    clock.now = clock.now.plus(Duration.ofMinutes(1));

    assertThat(groups.put(view, key("a"), java.util.Optional.empty())).isFalse();
  }

  @Test
  void outdatedVersionsAndDeletedGroupsAreSweptInTheEnd() throws Exception {
    for (int i = 0; i < 5; i++) {
      push(gateway, "a", "x " + i + "\n", true);
    }
    gateway.delete(key("a"));
    assertThat(store.list("")).hasSize(6);
    assertThat(samples()).isEmpty();

    clock.now = clock.now.plus(GroupStore.GRACE).plusSeconds(1);
    push(gateway, "b", "y 1\n", true);
    assertThat(store.list("")).hasSize(2);
    push(gateway, "b", "y 2\n", true);
    assertThat(store.list("")).allMatch(object -> object.key().contains(key("b").storeName()));
    assertThat(samples()).containsExactly("y{instance=\"\",job=\"b\"} 2");
  }

  @Test
  void aGroupWhoseObjectIsDamagedCostsItselfUntilItIsPushedWhole() throws Exception {
    push(gateway, "a", "x 1\n", true);
    push(gateway, "b", "y 1\n", true);
    String key =
        store.list("").stream()
            .map(object -> object.key())
            .filter(one -> one.contains(key("a").storeName()))
            .findFirst()
            .orElseThrow();
    byte[] sound = store.get(key).orElseThrow();
    for (int at = 0; at < sound.length; at++) {
      byte[] flipped = sound.clone();
      flipped[at] ^= (byte) (1 << at % 8);
      store.put(key, flipped);

      List<String> samples = samples();
      assertThat(samples).contains("y{instance=\"\",job=\"b\"} 1");
      // A seal that is no longer one leaves what stands before it as it was.
      assertThat(samples)
          .isSubsetOf("y{instance=\"\",job=\"b\"} 1", "x{instance=\"\",job=\"a\"} 1");
    }
    store.put(key, java.util.Arrays.copyOf(sound, sound.length / 2));
    store.put("push/README", "ours".getBytes(UTF_8));
    store.put("push/x/README", "ours".getBytes(UTF_8));
    PushGateway other = new PushGateway(store, clock);

    push(other, "b", "y 2\n", true);
    assertThatThrownBy(() -> push(other, "a", "x 2\n", false))
        .isInstanceOf(PushRejectedException.class)
        .hasMessageContaining(key)
        .hasMessageContaining("PUT");
    assertThat(samples()).containsExactly("y{instance=\"\",job=\"b\"} 2");
    push(other, "a", "x 3\n", true);
    assertThat(samples())
        .containsExactly("x{instance=\"\",job=\"a\"} 3", "y{instance=\"\",job=\"b\"} 2");
  }

  @Test
  void aStoreThatFailsIsReportedAndChangesNothing() throws Exception {
    push(gateway, "a", "x 1\n", true);
    store.beforePut =
        () -> {
          throw new IllegalStateException("gone");
        };

    assertThatThrownBy(() -> push(gateway, "a", "x 2\n", true)).hasMessageContaining("gone");
    assertThat(samples()).containsExactly("x{instance=\"\",job=\"a\"} 1");
  }

  @Test
  void anInconsistentPushIsRefusedAndItsTimeKept() throws Exception {
    push(gateway, "a", "# TYPE x counter\nx 1\n", true);

    assertThatThrownBy(() -> push(gateway, "b", "# TYPE x gauge\nx 2\n", true))
        .isInstanceOf(PushRejectedException.class)
        .hasMessageContaining("is not a COUNTER");
    assertThat(gateway.exposition())
        .contains("push_failure_time_seconds{instance=\"\",job=\"b\"} 1.7953704e+09")
        .contains("push_time_seconds{instance=\"\",job=\"b\"} 0");
  }

  @Test
  void delimitedProtobufIsRead() throws Exception {
    byte[] metric =
        message(
            output -> {
              output.writeByteArray(
                  1,
                  message(
                      label -> {
                        label.writeString(1, "l");
                        label.writeString(2, "v");
                      }));
              output.writeByteArray(
                  7,
                  message(
                      histogram -> {
                        histogram.writeUInt64(1, 3);
                        histogram.writeDouble(2, 4.5);
                        histogram.writeByteArray(
                            3,
                            message(
                                bucket -> {
                                  bucket.writeUInt64(1, 2);
                                  bucket.writeDouble(2, 0.5);
                                }));
                      }));
            });
    byte[] family =
        message(
            output -> {
              output.writeString(1, "h");
              output.writeString(2, "some help");
              output.writeEnum(3, 4);
              output.writeByteArray(4, metric);
            });
    byte[] body =
        message(
            output -> {
              output.writeUInt32NoTag(family.length);
              output.writeRawBytes(family);
            });

    gateway.push(
        key("a"),
        body,
        "application/vnd.google.protobuf; proto=io.prometheus.client.MetricFamily;"
            + " encoding=delimited",
        true,
        ByteBudget.unlimited());

    assertThat(gateway.exposition())
        .contains(
            """
            # HELP h some help
            # TYPE h histogram
            h_bucket{instance="",job="a",l="v",le="0.5"} 2
            h_bucket{instance="",job="a",l="v",le="+Inf"} 3
            h_sum{instance="",job="a",l="v"} 4.5
            h_count{instance="",job="a",l="v"} 3
            """);
  }

  private interface Body {
    void write(CodedOutputStream output) throws IOException;
  }

  private static byte[] message(Body body) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    CodedOutputStream output = CodedOutputStream.newInstance(bytes);
    body.write(output);
    output.flush();
    return bytes.toByteArray();
  }

  @Test
  void aBodyThatIsTooLongIsRefusedAlsoWhenItIsCompressed() throws Exception {
    PushHttp http = new PushHttp(gateway, false, ByteBudget.ofHeap());
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (java.util.zip.GZIPOutputStream gzip = new java.util.zip.GZIPOutputStream(packed)) {
      gzip.write(new byte[PushHttp.MAX_BODY + 1]);
    }

    assertThat(
            http.handle(new PushRequest("PUT", "/metrics/job/a", "", "gzip", packed.toByteArray()))
                .status())
        .isEqualTo(413);
    assertThat(
            http.handle(
                    new PushRequest(
                        "PUT", "/metrics/job/a", "", "", new byte[PushHttp.MAX_BODY + 1]))
                .status())
        .isEqualTo(413);
    assertThat(
            http.handle(new PushRequest("PUT", "/metrics/job/a", "", "br", new byte[0])).status())
        .isEqualTo(415);
  }

  @Test
  void wipingNeedsTheAdminApi() throws Exception {
    push(gateway, "a", "x 1\n", true);
    PushRequest wipe = new PushRequest("PUT", "/api/v1/admin/wipe", "", "", new byte[0]);

    assertThat(new PushHttp(gateway, false, ByteBudget.ofHeap()).handle(wipe).status())
        .isEqualTo(404);
    assertThat(samples()).hasSize(1);
    assertThat(new PushHttp(gateway, true, ByteBudget.ofHeap()).handle(wipe).status())
        .isEqualTo(202);
    assertThat(samples()).isEmpty();
  }
}
