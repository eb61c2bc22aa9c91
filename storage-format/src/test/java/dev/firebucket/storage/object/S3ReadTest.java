package dev.firebucket.storage.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How an object is read when connections break off.
class S3ReadTest {
  private static final int SIZE = 1_000_000;

  @TempDir Path work;
  private final byte[] body = new byte[SIZE];
  private final List<String> ranges = new CopyOnWriteArrayList<>();

  /// How many bytes each answer brings before its connection breaks.
  private volatile int breaksAfter = SIZE;

  private volatile int refusals;

  private volatile boolean knowsRanges = true;
  private volatile String version = "\"one\"";
  private AnsweredStore answered;
  private ObjectStore store;

  @BeforeEach
  void openStore() throws Exception {
    new Random(3).nextBytes(body);
    answered = new AnsweredStore(this::answer);
    store = answered.store();
  }

  @AfterEach
  void close() {
    answered.close();
  }

  private void answer(HttpExchange exchange) throws IOException {
    String wanted = exchange.getRequestHeaders().getFirst("Range");
    String range = knowsRanges ? wanted : null;
    String match = exchange.getRequestHeaders().getFirst("If-Match");
    ranges.add(wanted + " " + match);
    try (exchange) {
      if (refusals > 0) {
        refusals--;
        exchange.sendResponseHeaders(503, -1);
        return;
      }
      if (match != null && !match.equals(version)) {
        exchange.sendResponseHeaders(412, -1);
        return;
      }
      int from = 0;
      int to = SIZE;
      if (range != null) {
        String[] ends = range.substring("bytes=".length()).split("-", -1);
        from = Integer.parseInt(ends[0]);
        to = ends[1].isEmpty() ? SIZE : Integer.parseInt(ends[1]) + 1;
      }
      exchange.getResponseHeaders().add("ETag", version);
      if (range != null) {
        exchange
            .getResponseHeaders()
            .add("Content-Range", "bytes %d-%d/%d".formatted(from, to - 1, SIZE));
      }
      exchange.sendResponseHeaders(range == null ? 200 : 206, to - from);
      exchange.getResponseBody().write(body, from, Math.min(to - from, breaksAfter));
      exchange.getResponseBody().flush();
    } catch (IOException e) {
      // The server notices that the answer is shorter than it said.
    }
  }

  @Test
  void aStoreThatAnswersWithTheWholeObjectInsteadOfAPartIsAnError() {
    knowsRanges = false;

    assertThatThrownBy(() -> store.range("samples/a", 100_000, 10, ""))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("cannot read 'samples/a'")
        .hasMessageContaining("does not give parts of objects");
    assertThat(ranges).hasSize(1);
  }

  @Test
  void whatHasArrivedWhenAConnectionBreaksIsKept() throws Exception {
    breaksAfter = 200_000;

    ObjectPart part = store.range("samples/a", 100_000, 500_000, "").orElseThrow();

    assertThat(part.bytes()).isEqualTo(Arrays.copyOfRange(body, 100_000, 600_000));
    assertThat(ranges)
        .containsExactly(
            "bytes=100000-599999 null",
            "bytes=300000-599999 \"one\"",
            "bytes=500000-599999 \"one\"");
  }

  @Test
  void aDownloadGoesOnWhereItBrokeOff() throws Exception {
    breaksAfter = 400_000;

    assertThat(store.download("samples/a", work.resolve("a"))).isTrue();

    assertThat(work.resolve("a")).hasBinaryContent(body);
    assertThat(ranges)
        .containsExactly("null null", "bytes=400000- \"one\"", "bytes=800000- \"one\"");
  }

  @Test
  void aRefusalIsTriedAgain() throws Exception {
    refusals = 3;

    assertThat(store.range("samples/a", 0, 10, "")).isPresent();

    assertThat(ranges).hasSize(4);
    assertThat(store.requests().counts().of(StoreRequest.GET_RANGE).requests()).isEqualTo(4);
  }

  @Test
  void aStoreThatOnlyRefusesIsAnErrorAfterAFewAttempts() {
    refusals = Integer.MAX_VALUE;

    assertThatThrownBy(() -> store.range("samples/a", 0, 10, ""))
        .isInstanceOf(ObjectStoreException.class)
        .hasMessageContaining("cannot read 'samples/a'")
        .hasMessageContaining("S3 is overloaded");
    assertThat(ranges).hasSize(5);
  }

  @Test
  void theRestOfAnotherVersionIsNotTaken() {
    breaksAfter = 200_000;
    answered.answerBy(
        exchange -> {
          answer(exchange);
          version = "\"two\"";
        });

    assertThatThrownBy(() -> store.range("samples/a", 0, 500_000, ""))
        .isInstanceOf(ObjectReplacedException.class);
  }

  @Test
  void aFileThatCannotBeWrittenIsNotAskedForAgain() {
    Path none = work.resolve("no-such-folder").resolve("a");

    assertThatThrownBy(() -> store.download("samples/a", none)).isInstanceOf(IOException.class);
    assertThat(ranges).isEmpty();
  }
}
