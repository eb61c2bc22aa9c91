package dev.firebucket.config.deployed;

import dev.firebucket.config.secret.UrlPasswords;
import dev.firebucket.config.yaml.ByteSize;
import dev.firebucket.go.time.PrometheusDuration;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The variables of a function's environment. What cannot be read is refused with the variable's
/// name, its value and how it is written. A blank variable counts as one that is not set.
///
/// @param variables by name, as of `System.getenv()`
public record EnvironmentVariables(Map<String, String> variables) {
  private static final Pattern WHOLE_NUMBER = Pattern.compile("[0-9]{1,18}");

  public EnvironmentVariables {
    variables = Map.copyOf(variables);
  }

  /// A text, without blanks around it.
  public Optional<String> text(String name) {
    return Optional.ofNullable(variables.get(name)).map(String::strip).filter(v -> !v.isEmpty());
  }

  /// Texts separated by commas.
  public Set<String> texts(String name) {
    Set<String> texts = new LinkedHashSet<>();
    text(name)
        .ifPresent(
            all ->
                Arrays.stream(all.split(","))
                    .map(String::strip)
                    .filter(one -> !one.isEmpty())
                    .forEach(texts::add));
    return Set.copyOf(texts);
  }

  /// A whole number above 0.
  ///
  /// @throws IllegalArgumentException for anything else
  public long count(String name, long byDefault) {
    Optional<String> text = text(name);
    if (text.isEmpty()) {
      return byDefault;
    }
    if (WHOLE_NUMBER.matcher(text.get()).matches() && Long.parseLong(text.get()) > 0) {
      return Long.parseLong(text.get());
    }
    throw refused(name, text.get(), "a whole number above 0 such as 50000000", null);
  }

  /// A size in bytes: a whole number, or one with a unit.
  ///
  /// @throws IllegalArgumentException for anything else
  public long bytes(String name, long byDefault) {
    Optional<String> text = text(name);
    if (text.isEmpty()) {
      return byDefault;
    }
    if (WHOLE_NUMBER.matcher(text.get()).matches()) {
      return Long.parseLong(text.get());
    }
    try {
      long size = ByteSize.parse(text.get());
      if (size >= 0) {
        return size;
      }
    } catch (IllegalArgumentException e) {
      throw refusedSize(name, text.get(), e);
    }
    throw refusedSize(name, text.get(), null);
  }

  private static IllegalArgumentException refusedSize(
      String name, String text, @Nullable Throwable cause) {
    return refused(name, text, "a size such as 512MB or a number of bytes", cause);
  }

  /// A duration in Prometheus' form.
  ///
  /// @throws IllegalArgumentException for anything else
  public Duration duration(String name, Duration byDefault) {
    Optional<String> text = text(name);
    if (text.isEmpty()) {
      return byDefault;
    }
    try {
      return PrometheusDuration.parse(text.get());
    } catch (IllegalArgumentException e) {
      throw refused(name, text.get(), "a duration such as 30s or 2m", e);
    }
  }

  /// The address of a service other than AWS's own.
  ///
  /// @throws IllegalArgumentException for what is no address of HTTP
  public Optional<URI> endpoint(String name) {
    return text(name).map(text -> endpoint(name, text));
  }

  private static URI endpoint(String name, String text) {
    try {
      URI endpoint = new URI(text);
      if (endpoint.getHost() != null
          && ("http".equals(endpoint.getScheme()) || "https".equals(endpoint.getScheme()))) {
        return endpoint;
      }
    } catch (URISyntaxException e) {
      // Refused below. Its message would quote a password.
    }
    throw refused(
        name, UrlPasswords.hiddenInAddress(text), "an address such as http://127.0.0.1:9000", null);
  }

  /// The refusal of a value.
  ///
  /// @param expected what it should be, with an example
  public static IllegalArgumentException refused(
      String name, String value, String expected, @Nullable Throwable cause) {
    return new IllegalArgumentException(
        "%s is '%s', which is not %s".formatted(name, value, expected), cause);
  }
}
