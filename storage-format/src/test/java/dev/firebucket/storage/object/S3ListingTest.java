package dev.firebucket.storage.object;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What the store makes of the pages of a listing, also of stores that know less of them than S3.
class S3ListingTest {
  private final Queue<String> pages = new ArrayDeque<>();
  private final List<String> queries = new CopyOnWriteArrayList<>();
  private AnsweredStore answered;
  private ObjectStore store;

  @BeforeEach
  void openStore() throws Exception {
    answered = new AnsweredStore(this::answer);
    store = answered.store();
  }

  @AfterEach
  void close() {
    answered.close();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      queries.add(exchange.getRequestURI().getRawQuery());
      String page = "<ListBucketResult>" + pages.remove() + "</ListBucketResult>";
      byte[] body = page.getBytes(UTF_8);
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private static String object(String key) {
    return "<Contents><Key>%s</Key><Size>3</Size><LastModified>2026-11-30T16:00:00.000Z</LastModified></Contents>"
        .formatted(key);
  }

  private List<String> keys() throws IOException {
    return store.list("config/").stream().map(ObjectSummary::key).toList();
  }

  @Test
  void aPageThatSaysSoIsFollowedByTheNext() throws Exception {
    pages.add(
        object("x/config/a")
            + "<IsTruncated>true</IsTruncated><NextContinuationToken>1/+=&amp;</NextContinuationToken>");
    pages.add(object("x/config/b") + "<IsTruncated>false</IsTruncated>");

    assertThat(keys()).containsExactly("config/a", "config/b");
    assertThat(queries.getLast()).contains("continuation-token=1%2F%2B%3D%26");
  }

  @Test
  void theLastPageIsTheLastWhateverElseItSays() throws Exception {
    pages.add(
        "<IsTruncated>false</IsTruncated><NextContinuationToken>1</NextContinuationToken>"
            + object("x/config/a"));

    assertThat(keys()).containsExactly("config/a");
    assertThat(queries).hasSize(1);
  }

  @Test
  void aStoreThatHasMoreAndCannotSayHowToGoOnIsAnError() {
    pages.add(object("x/config/a") + "<IsTruncated>true</IsTruncated><NextMarker>a</NextMarker>");

    assertThatThrownBy(this::keys)
        .isInstanceOf(ObjectStoreException.class)
        .hasMessageContaining("the store has more and does not say how to go on");
  }

  @Test
  void aStoreThatGoesRoundInACircleIsAnError() {
    String page =
        object("x/config/a")
            + "<IsTruncated>true</IsTruncated><NextContinuationToken>1</NextContinuationToken>";
    pages.add(page);
    pages.add(page);

    assertThatThrownBy(this::keys)
        .isInstanceOf(ObjectStoreException.class)
        .hasMessageContaining("does not say how to go on");
  }

  @Test
  void keysAreReadAsTheStoreSaysThatItWroteThem() throws Exception {
    pages.add("<EncodingType>url</EncodingType>" + object("x/config/100%25+a%2Bb"));
    pages.add(object("x/config/100%+a b"));

    assertThat(keys()).containsExactly("config/100% a+b");
    assertThat(keys()).containsExactly("config/100%+a b");
  }
}
