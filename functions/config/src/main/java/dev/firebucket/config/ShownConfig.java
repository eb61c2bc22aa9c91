package dev.firebucket.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;

/// The configuration as `/api/v1/status/config` shows it: what the file says, secrets left out, as
/// in Prometheus.
public final class ShownConfig {
  private static final String HIDDEN = "<secret>";

  /// Keys whose values Prometheus hides too.
  private static final Set<String> SECRETS =
      Set.of(
          "password",
          "credentials",
          "bearer_token",
          "client_secret",
          "secret_key",
          "secrets",
          "key",
          "token",
          "refresh_token",
          "access_key_secret");

  private ShownConfig() {}

  /// A configuration file as YAML again, `<secret>` in place of each secret.
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
    return new Dump(settings).dumpToString(hidden(document));
  }

  private static Object hidden(Object value) {
    return switch (value) {
      case Map<?, ?> mapping -> {
        Map<Object, Object> shown = new LinkedHashMap<>();
        mapping.forEach((key, inner) -> shown.put(key, shown(key, inner)));
        yield shown;
      }
      case List<?> sequence -> sequence.stream().map(ShownConfig::orHidden).toList();
      default -> value;
    };
  }

  private static Object shown(Object key, @Nullable Object inner) {
    if (inner == null) {
      return "";
    }
    return key instanceof String name && SECRETS.contains(name) ? HIDDEN : hidden(inner);
  }

  private static Object orHidden(@Nullable Object inner) {
    return inner == null ? "" : hidden(inner);
  }
}
