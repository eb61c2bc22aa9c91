package dev.firebucket.config.secret;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UrlPasswordsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "http://user:pw@host:1/x | http://user:xxxxx@host:1/x",
        "http://user:@host | http://user:xxxxx@host",
        "http://:pw@host | http://:xxxxx@host",
        "http://user:p:w@x@host | http://user:xxxxx@host",
        "Get \"https://a:b@c/\" and s3+x://d:e@f? | Get \"https://a:xxxxx@c/\" and s3+x://d:xxxxx@f?",
      })
  void aPasswordInATextIsHidden(String text, String shown) {
    assertThat(UrlPasswords.hiddenIn(text)).isEqualTo(shown);
    assertThat(UrlPasswords.hiddenIn(shown)).as("once more").isEqualTo(shown);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://host:9090/a@b",
        "http://token@host/",
        "http://host:1/?to=a:b@c",
        "a:b@c",
        "http://host:1 says a:b@c",
        "",
      })
  void aTextWithoutOneStaysAsItIs(String text) {
    assertThat(UrlPasswords.hiddenIn(text)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "user:pw@host:1, user:xxxxx@host:1",
    "user:pw@host:1/x, user:xxxxx@host:1/x",
    "http://user:pw@host, http://user:xxxxx@host",
    "http://user:p/w@host, http://user:xxxxx@host",
    "http://user:p?w#x@host:1/y, http://user:xxxxx@host:1/y",
    "user:p/w@host, user:xxxxx@host",
    "user:p://w@host, user:xxxxx@host",
    "http://host:1/a:b@c, http://host:1/a:b@c",
    "http://[::1]:1/a:b@c, http://[::1]:1/a:b@c",
    "host:1/?x=a:b@c, host:1/?x=a:b@c",
    "user@host, user@host",
  })
  void anAddressLosesItsPasswordWithAndWithoutAScheme(String address, String shown) {
    assertThat(UrlPasswords.hiddenInAddress(address)).isEqualTo(shown);
  }
}
