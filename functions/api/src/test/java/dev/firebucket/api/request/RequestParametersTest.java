package dev.firebucket.api.request;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class RequestParametersTest {
  private static final String FORM = "application/x-www-form-urlencoded; charset=utf-8";

  private static RequestParameters of(String query, String body) {
    return RequestParameters.of(query, FORM, body.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void theFormComesBeforeTheQueryString() {
    RequestParameters parameters = of("a=query&b=2", "a=form");

    assertThat(parameters.first("a")).isEqualTo("form");
    assertThat(parameters.all("a")).containsExactly("form", "query");
    assertThat(parameters.first("b")).isEqualTo("2");
    assertThat(parameters.first("c")).isEmpty();
  }

  @Test
  void plusesAndPercentsAreDecoded() {
    assertThat(of("query=sum+by%20(x)%7Ba%3D%22%C3%A4%22%7D", "").first("query"))
        .isEqualTo("sum by (x){a=\"ä\"}");
  }

  @Test
  void aBadlyEscapedPairIsPassedOver() {
    RequestParameters parameters = of("a=%zz&b=1&c=%", "");

    assertThat(parameters.first("a")).isEmpty();
    assertThat(parameters.first("b")).isEqualTo("1");
    assertThat(parameters.first("c")).isEmpty();
  }

  @Test
  void theFirstBadPairIsTold() {
    assertThat(of("a=1&b=2", "").problem()).isEmpty();
    assertThat(of("a=%zzz&b=%", "").problem()).hasValue("invalid URL escape \"%zz\"");
    assertThat(of("a=1;b=2", "").problem()).hasValue("invalid semicolon separator in query");
    assertThat(of("a=1;b=2", "").first("a")).isEmpty();
  }

  @Test
  void aBodyThatIsNoFormIsNotRead() {
    RequestParameters parameters =
        RequestParameters.of("", "application/json", "a=1".getBytes(StandardCharsets.UTF_8));

    assertThat(parameters.first("a")).isEmpty();
  }
}
