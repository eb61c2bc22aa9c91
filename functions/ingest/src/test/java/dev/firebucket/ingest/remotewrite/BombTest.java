package dev.firebucket.ingest.remotewrite;

import static dev.firebucket.ingest.remotewrite.WriteRequests.label;
import static dev.firebucket.ingest.remotewrite.WriteRequests.message;
import static dev.firebucket.ingest.remotewrite.WriteRequests.series;
import static dev.firebucket.ingest.remotewrite.WriteRequests.snappy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.firebucket.config.memory.ByteBudget;
import dev.firebucket.ingest.testing.CollectingWriter;
import dev.firebucket.storage.model.LabelSet;
import dev.firebucket.storage.model.SeriesBounds;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.xerial.snappy.Snappy;

/// Small requests that become large ones.
class BombTest {
  private static final long NOW = 1_763_800_000_000L;
  private static final int ROOM = 8 << 20;

  private final CollectingWriter kept = new CollectingWriter();
  private final Clock clock = Clock.fixed(Instant.ofEpochMilli(NOW), ZoneOffset.UTC);
  private final ByteBudget room = new ByteBudget(ROOM);
  private final RemoteWriteReceiver receiver = new RemoteWriteReceiver(kept, clock, room);

  private RemoteWriteAnswer answer(byte[] body) {
    RemoteWriteAnswer answer = receiver.answer(new RemoteWriteRequest("", "snappy", body));
    assertThat(room.held()).as("given back").isZero();
    return answer;
  }

  @Test
  void whatDecodesToMoreThanThereIsRoomForIsRefusedBeforeItIsDecoded() {
    RemoteWriteAnswer answer = answer(snappy(new byte[ROOM + 1]));

    assertThat(answer.status()).isEqualTo(413);
    assertThat(answer.words()).contains("decodes to more than " + ROOM + " bytes");
    assertThat(answer.headers()).isEmpty();
  }

  @Test
  void aClaimThatSnappyCannotKeepIsNotBelieved() {
    byte[] claim = new byte[100];
    // 4 MB, in 100 bytes.
    claim[0] = (byte) 0x80;
    claim[1] = (byte) 0x80;
    claim[2] = (byte) 0x80;
    claim[3] = 2;

    assertThat(answer(claim).status()).isEqualTo(400);
  }

  @Test
  void whatDoesNotFitNextToOthersMayComeAgain() {
    byte[] request = snappy(message(output -> output.writeByteArray(9, new byte[ROOM / 2])));
    try (ByteBudget.Share others = room.share()) {
      assertThat(others.add(ROOM * 3L / 4)).isTrue();

      RemoteWriteAnswer answer = receiver.answer(new RemoteWriteRequest("", "snappy", request));

      assertThat(answer.status()).isEqualTo(503);
      assertThat(answer.headers()).isEqualTo(Map.of("Retry-After", "1"));
      assertThat(room.held()).isEqualTo(ROOM * 3L / 4);
    }
    assertThat(answer(request).status()).isEqualTo(204);
  }

  @Test
  void aMillionSamplesOfTwoBytesAreCountedAsTheObjectsThatTheyBecome() {
    byte[] empty = new byte[2_000_000];
    for (int i = 0; i < empty.length; i += 2) {
      empty[i] = 0x12;
    }
    byte[] request = message(output -> output.writeByteArray(1, empty));

    RemoteWriteAnswer answer = answer(snappy(request));

    assertThat(answer.status()).isEqualTo(413);
    assertThat(answer.words()).contains("more than the 8,388,608 bytes");
    assertThat(kept.objects()).isEmpty();
  }

  @Test
  void histogramsAndLabelsAreCountedToo() {
    byte[] histograms = new byte[100_000];
    for (int i = 0; i < histograms.length; i += 2) {
      histograms[i] = 0x22;
    }
    byte[][] labels = new byte[20_000][];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = series(1, NOW, "__name__", "a", Integer.toString(i, 36), "b", "c", "d");
    }

    assertThat(answer(snappy(message(o -> o.writeByteArray(1, histograms)))).status())
        .isEqualTo(413);
    assertThat(answer(snappy(WriteRequests.request(labels))).status()).isEqualTo(413);
  }

  @Test
  void oneSeriesBeyondTheBoundsIsLeftOutAndNamed() {
    String[] many = new String[2 * (SeriesBounds.MOST_LABELS + 1)];
    for (int i = 0; i < many.length; i += 2) {
      many[i] = i == 0 ? "__name__" : "l" + i;
      many[i + 1] = "crowded";
    }
    String[][] tooMuch = {
      many,
      {"__name__", "long_value", "v", "x".repeat(SeriesBounds.MOST_OF_VALUE + 1)},
      {"__name__", "long_name", "n".repeat(SeriesBounds.MOST_OF_NAME + 1), "x"},
      {"__name__", "wide", "v", "é".repeat(SeriesBounds.MOST_OF_VALUE / 2 + 1)},
    };
    for (String[] labels : tooMuch) {
      kept.clear();
      RemoteWriteAnswer answer =
          answer(
              snappy(
                  WriteRequests.request(
                      series(1, NOW, labels), series(1, NOW, "__name__", "good"))));

      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.words())
          .contains(labels[1], "at most", "1 samples left out")
          .hasSizeLessThan(2000);
      assertThat(kept.samples()).containsOnlyKeys(LabelSet.of("__name__", "good"));
    }
  }

  @Test
  void labelsOfMegabytesAreNotEvenGathered() throws Exception {
    byte[] huge = message(o -> o.writeByteArray(1, label("__name__", "x".repeat(1 << 20))));

    RemoteWriteAnswer answer =
        answer(
            snappy(
                WriteRequests.request(
                    message(
                        o -> {
                          o.writeRawBytes(huge);
                          o.writeByteArray(2, WriteRequests.sample(1, NOW));
                        }))));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.words()).contains("bytes together");
  }

  @Test
  void noByteThatIsChangedCausesMoreThanAnAnswer() throws IOException {
    byte[] sound = WriteRequests.of(series(1, NOW, "__name__", "a", "job", "b")).body();
    for (int at = 0; at < sound.length; at++) {
      for (int bit = 0; bit < 8; bit++) {
        byte[] changed = Arrays.copyOf(sound, sound.length);
        changed[at] ^= (byte) (1 << bit);
        assertThat(answer(changed).status()).isIn(204, 400, 413);
      }
    }
    byte[] message = Snappy.uncompress(sound);
    for (int at = 0; at < message.length; at++) {
      for (int bit = 0; bit < 8; bit++) {
        byte[] changed = Arrays.copyOf(message, message.length);
        changed[at] ^= (byte) (1 << bit);
        assertThat(answer(snappy(changed)).status()).isIn(204, 400, 413);
      }
    }
  }
}
