package dev.firebucket.config;

import dev.firebucket.config.secret.SecretFields;
import dev.firebucket.config.secret.UrlPasswords;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;

/// The configuration as `/api/v1/status/config` shows it: what the file says, without secrets and
/// without passwords of URLs.
public final class ShownConfig {
  private static final String HIDDEN = "<secret>";

  /// Fields whose texts are URLs or addresses, with or without a scheme.
  private static final Set<String> ADDRESSES =
      Set.of("url", "targets", "server", "servers", "api_server", "host", "endpoint");

  /// Mappings whose keys are the user's own names of labels.
  private static final Set<String> LABELS =
      Set.of("labels", "external_labels", "required_matchers");

  private ShownConfig() {}

  /// A configuration file as YAML again, `<secret>` in place of each secret and `xxxxx` in place of
  /// each URL's password.
  ///
  /// @throws IOException when the file cannot be read
  public static String of(Path file) throws IOException {
    Object document =
        new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file));
    if (document == null) {
      return "";
    }
    DumpSettings settings =
        DumpSettings.builder().setDefaultFlowStyle(FlowStyle.BLOCK).setIndicatorIndent(0).build();
    return new Dump(settings).dumpToString(fields(document));
  }

  private static Object fields(Object value) {
    return switch (value) {
      case Map<?, ?> mapping -> {
        Map<Object, Object> shown = new LinkedHashMap<>();
        mapping.forEach((key, inner) -> shown.put(key, field(String.valueOf(key), orEmpty(inner))));
        yield shown;
      }
      case List<?> sequence -> sequence.stream().map(item -> fields(orEmpty(item))).toList();
      case String text -> UrlPasswords.hiddenIn(text);
      default -> value;
    };
  }

  private static Object field(String name, Object value) {
    if (LABELS.contains(name)) {
      return eachText(value, UrlPasswords::hiddenIn);
    }
    if (SecretFields.isSecret(name)) {
      return eachText(value, text -> text.isEmpty() ? "" : HIDDEN);
    }
    boolean address = ADDRESSES.contains(name) || name.endsWith("_url");
    return address ? eachText(value, UrlPasswords::hiddenInAddress) : fields(value);
  }

  /// The same value with its texts, and what counts as one, replaced.
  private static Object eachText(Object value, UnaryOperator<String> replaced) {
    return switch (value) {
      case Map<?, ?> mapping -> {
        Map<Object, Object> shown = new LinkedHashMap<>();
        mapping.forEach((key, inner) -> shown.put(key, eachText(orEmpty(inner), replaced)));
        yield shown;
      }
      case List<?> sequence ->
          sequence.stream().map(item -> eachText(orEmpty(item), replaced)).toList();
      default -> replaced.apply(String.valueOf(value));
    };
  }

  private static Object orEmpty(@Nullable Object value) {
    return value == null ? "" : value;
  }
}
