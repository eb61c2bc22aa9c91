package dev.firebucket.ingest.remotewrite;

import static dev.firebucket.ingest.remotewrite.WriteRequests.label;
import static dev.firebucket.ingest.remotewrite.WriteRequests.message;
import static dev.firebucket.ingest.remotewrite.WriteRequests.of;
import static dev.firebucket.ingest.remotewrite.WriteRequests.request;
import static dev.firebucket.ingest.remotewrite.WriteRequests.sample;
import static dev.firebucket.ingest.remotewrite.WriteRequests.series;
import static dev.firebucket.ingest.remotewrite.WriteRequests.snappy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.firebucket.config.memory.ByteBudget;
import dev.firebucket.ingest.testing.CollectingWriter;
import dev.firebucket.ingest.writing.GatheringWriter;
import dev.firebucket.ingest.writing.TooManySamplesWaitingException;
import dev.firebucket.ingest.writing.WritePolicy;
import dev.firebucket.ingest.writing.WriterOptions;
import dev.firebucket.storage.model.FloatHistogram;
import dev.firebucket.storage.model.LabelSet;
import dev.firebucket.storage.model.SampleBatch;
import dev.firebucket.storage.model.StaleMarker;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class RemoteWriteReceiverTest {
  private static final long NOW = 1_763_800_000_000L;

  private final CollectingWriter kept = new CollectingWriter();
  private final Clock clock = Clock.fixed(Instant.ofEpochMilli(NOW), ZoneOffset.UTC);
  private final RemoteWriteReceiver receiver =
      new RemoteWriteReceiver(kept, clock, ByteBudget.ofHeap());

  @Test
  void samplesOfARequestAreStoredWhenItIsAnswered() throws Exception {
    receiver.receive(
        of(
            series(1.5, NOW, "__name__", "up", "job", "a"),
            series(2, NOW - 1, "job", "b", "__name__", "up")));

    assertThat(kept.samples())
        .containsOnly(
            java.util.Map.entry(LabelSet.of("__name__", "up", "job", "a"), List.of("1.5@" + NOW)),
            java.util.Map.entry(
                LabelSet.of("__name__", "up", "job", "b"), List.of("2.0@" + (NOW - 1))));
  }

  @Test
  void aStaleMarkerKeepsItsBits() throws Exception {
    receiver.receive(of(series(StaleMarker.VALUE, NOW, "__name__", "up")));

    SampleBatch.Series series = kept.objects().getFirst().series().iterator().next();
    assertThat(StaleMarker.is(series.value(0))).isTrue();
  }

  @Test
  void aSeriesSeenBeforeIsTheSameSeries() throws Exception {
    receiver.receive(of(series(1, NOW, "__name__", "up", "job", "a")));
    receiver.receive(of(series(2, NOW, "__name__", "up", "job", "a")));

    LabelSet first = kept.objects().get(0).series().iterator().next().labels();
    LabelSet second = kept.objects().get(1).series().iterator().next().labels();
    assertThat(second).isSameAs(first);
  }

  @Test
  void labelsAfterTheSamplesAreLabelsToo() throws Exception {
    byte[] turned =
        message(
            output -> {
              output.writeByteArray(2, sample(1, NOW));
              output.writeByteArray(1, label("__name__", "up"));
            });

    receiver.receive(of(turned));

    assertThat(kept.samples()).containsOnlyKeys(LabelSet.of("__name__", "up"));
  }

  @Test
  void aSeriesWithInvalidLabelsIsReportedAndTheOthersAreStored() {
    byte[][] invalid = {
      series(1, NOW, "job", "nameless"),
      series(1, NOW, "__name__", "up", "a", "1", "a", "2"),
      series(1, NOW, "__name__", "up", "", "empty"),
      message(
          output -> {
            output.writeByteArray(
                1,
                message(
                    pair -> {
                      pair.writeString(1, "__name__");
                      pair.writeByteArray(2, new byte[] {(byte) 0xff});
                    }));
            output.writeByteArray(2, sample(1, NOW));
          })
    };
    for (byte[] series : invalid) {
      kept.clear();
      assertThatThrownBy(() -> receiver.receive(of(series, series(7, NOW, "__name__", "good"))))
          .asInstanceOf(type(RemoteWriteException.class))
          .returns(400, RemoteWriteException::status)
          .extracting(Throwable::getMessage)
          .asString()
          .contains("1 samples left out");
      assertThat(kept.samples()).containsOnlyKeys(LabelSet.of("__name__", "good"));
    }
  }

  @Test
  void anotherVersionTypeOrCompressionIsRefusedWith415() {
    byte[] body = snappy(request());
    refused(
        415,
        new RemoteWriteRequest(
            "application/x-protobuf;proto=io.prometheus.write.v2.Request", "snappy", body),
        "remote write 1.0");
    refused(
        415, new RemoteWriteRequest("application/json", "snappy", body), "got application/json");
    refused(
        415,
        new RemoteWriteRequest("application/x-protobuf", "gzip", body),
        "gzip encoding (compression) is not accepted");
    refused(
        415,
        new RemoteWriteRequest("application/x-protobuf;proto=foo", "snappy", body),
        "unknown type of protobuf message foo");
  }

  @Test
  void aBrokenBodyIsRefusedWith400() {
    refused(400, new RemoteWriteRequest("", "", new byte[] {1, 2, 3}), "snappy: corrupt input");
    refused(400, new RemoteWriteRequest("", "", new byte[0]), "snappy: corrupt input");
    byte[] whole = request(series(1, NOW, "__name__", "up", "job", "a"));
    for (int length = 1; length < whole.length; length++) {
      byte[] broken = java.util.Arrays.copyOf(whole, length);
      refused(400, new RemoteWriteRequest("", "", snappy(broken)), "proto: illegal WriteRequest");
    }
    assertThat(kept.objects()).isEmpty();
  }

  @Test
  void aBodyThatClaimsToBeHugeIsRefusedBeforeItIsDecoded() {
    byte[] claim = {(byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff, 0x07, 0, 0};
    refused(413, new RemoteWriteRequest("", "", claim), "decodes to more than");
  }

  @Test
  void aSampleInTheFutureIsRefusedAsAWhole() {
    refused(
        400,
        of(
            series(1, NOW, "__name__", "up"),
            series(1, NOW + Duration.ofMinutes(11).toMillis(), "__name__", "up")),
        "too far in the future");
    assertThat(kept.objects()).isEmpty();
  }

  @Test
  void anEmptyRequestWritesNothing() throws Exception {
    receiver.receive(of());

    assertThat(kept.objects()).isEmpty();
  }

  @Test
  void aNativeHistogramOfWholeNumbersBecomesAbsoluteCounts() throws Exception {
    byte[] histogram =
        message(
            output -> {
              output.writeUInt64(1, 6);
              output.writeDouble(3, 12.5);
              output.writeSInt32(4, 3);
              output.writeDouble(5, 0.001);
              output.writeUInt64(6, 1);
              output.writeByteArray(
                  11,
                  message(
                      span -> {
                        span.writeSInt32(1, -2);
                        span.writeUInt32(2, 3);
                      }));
              output.writeByteArray(
                  12,
                  message(
                      deltas -> {
                        deltas.writeSInt64NoTag(2);
                        deltas.writeSInt64NoTag(-1);
                        deltas.writeSInt64NoTag(1);
                      }));
              output.writeEnum(14, 2);
              output.writeInt64(15, NOW);
            });
    byte[] series =
        message(
            output -> {
              output.writeByteArray(1, label("__name__", "h"));
              output.writeByteArray(4, histogram);
            });

    receiver.receive(of(series));

    SampleBatch.Series stored = kept.objects().getFirst().series().iterator().next();
    assertThat(stored.timestamp(0)).isEqualTo(NOW);
    assertThat(stored.histogram(0))
        .isEqualTo(
            new FloatHistogram(
                3,
                0.001,
                1,
                6,
                12.5,
                List.of(new FloatHistogram.Span(-2, 3)),
                new double[] {2, 1, 2},
                List.of(),
                new double[0],
                new double[0],
                FloatHistogram.ResetHint.NOT_RESET));
  }

  @Test
  void aHistogramWhoseSpansAndBucketsDisagreeIsRefused() {
    byte[] histogram =
        message(
            output -> {
              output.writeByteArray(11, message(span -> span.writeUInt32(2, 3)));
              output.writeInt64(15, NOW);
            });
    byte[] series =
        message(
            output -> {
              output.writeByteArray(1, label("__name__", "h"));
              output.writeByteArray(4, histogram);
            });
    refused(400, of(series), "positive spans of a histogram hold 3 buckets, but 0 are given");
  }

  @Test
  void aStoreThatFailsIsReportedAndNothingIsPromised() {
    kept.refuse(true);

    assertThatThrownBy(() -> receiver.receive(of(series(1, NOW, "__name__", "up"))))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("the bucket refuses");
  }

  private RemoteWriteReceiver gathering(GatheringWriter writer, Duration window) {
    WritePolicy policy = new WritePolicy(window, WritePolicy.WhenRefused.REPORT);
    return new RemoteWriteReceiver(writer.as(policy), clock, ByteBudget.ofHeap());
  }

  @Test
  void tooManyWaitingSamplesAreA503() {
    RemoteWriteReceiver full =
        new RemoteWriteReceiver(
            batches -> {
              throw new TooManySamplesWaitingException(10);
            },
            clock,
            ByteBudget.ofHeap());
    assertThatThrownBy(() -> full.receive(of(series(1, NOW, "__name__", "up"))))
        .asInstanceOf(type(RemoteWriteException.class))
        .returns(503, RemoteWriteException::status);
  }

  @Test
  void requestsThatComeTogetherShareAnObject() throws Exception {
    int requests = 50;
    CountDownLatch start = new CountDownLatch(1);
    List<Future<?>> answers = new ArrayList<>();
    try (GatheringWriter writer = new GatheringWriter(kept, WriterOptions.DEFAULT);
        ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor()) {
      RemoteWriteReceiver gathering = gathering(writer, Duration.ofMillis(300));
      for (int i = 0; i < requests; i++) {
        String job = "job-" + i;
        answers.add(
            senders.submit(
                () -> {
                  start.await();
                  gathering.receive(of(series(1, NOW, "__name__", "up", "job", job)));
                  return null;
                }));
      }
      start.countDown();
      for (Future<?> answer : answers) {
        answer.get();
      }
    }
    assertThat(kept.sampleCount()).isEqualTo(requests);
    assertThat(kept.objects()).hasSizeLessThan(requests / 5);
  }

  @Test
  void whenASharedObjectFailsEachOfItsRequestsFails() throws Exception {
    kept.refuse(true);
    List<Future<?>> answers = new ArrayList<>();
    try (GatheringWriter writer = new GatheringWriter(kept, WriterOptions.DEFAULT);
        ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor()) {
      RemoteWriteReceiver gathering = gathering(writer, Duration.ofMillis(200));
      for (int i = 0; i < 10; i++) {
        answers.add(
            senders.submit(
                () -> {
                  gathering.receive(of(series(1, NOW, "__name__", "up")));
                  return null;
                }));
      }
      for (Future<?> answer : answers) {
        assertThatThrownBy(answer::get).cause().isInstanceOf(IOException.class);
      }
      kept.refuse(false);
      gathering.receive(of(series(1, NOW, "__name__", "up")));
    }
    assertThat(kept.sampleCount()).isEqualTo(1);
  }

  @Test
  void aMillionSamplesDecodeInAboutASecond() throws Exception {
    byte[][] all = new byte[5_000][];
    for (int i = 0; i < all.length; i++) {
      all[i] =
          series(
              i,
              NOW,
              "__name__",
              "http_requests_total",
              "instance",
              "host-" + i % 50 + ":9100",
              "job",
              "api",
              "path",
              "/path/" + i);
    }
    RemoteWriteRequest request = of(all);
    long samples = 0;
    long best = Long.MAX_VALUE;
    for (int round = 0; round < 20; round++) {
      long start = System.nanoTime();
      for (int i = 0; i < 10; i++) {
        receiver.receive(request);
        samples += all.length;
      }
      best = Math.min(best, System.nanoTime() - start);
      kept.clear();
    }
    System.out.printf(
        "remote write decodes %,.0f samples/s (1 thread, 1 sample per series, %d bytes each)%n",
        10 * all.length / (best / 1e9), request.body().length / all.length);
    assertThat(samples).isEqualTo(1_000_000);
    assertThat(best / 1e9).as("seconds for 50,000 samples").isLessThan(0.5);
  }

  private void refused(int status, RemoteWriteRequest request, String words) {
    assertThatThrownBy(() -> receiver.receive(request))
        .asInstanceOf(type(RemoteWriteException.class))
        .returns(status, RemoteWriteException::status)
        .extracting(Throwable::getMessage)
        .asString()
        .contains(words);
  }
}
