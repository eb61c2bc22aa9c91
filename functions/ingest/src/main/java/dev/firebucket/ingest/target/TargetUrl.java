package dev.firebucket.ingest.target;

import dev.firebucket.storage.model.LabelSet;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;

/// The URL of a target: scheme, address and path from its labels, parameters from the job and from
/// `__param_*`, which stands for the first value of each.
final class TargetUrl {
  private static final String PATH_SIGNS = "-_.~$&+,/:;=@";

  private TargetUrl() {}

  static String of(LabelSet labels, Map<String, List<String>> configured) {
    Map<String, List<String>> parameters = new TreeMap<>(LabelSet::compareUtf8);
    configured.forEach((name, values) -> parameters.put(name, new ArrayList<>(values)));
    labels.forEach(
        (name, value) -> {
          if (name.startsWith(TargetLabels.PARAMETER_PREFIX)) {
            String parameter = name.substring(TargetLabels.PARAMETER_PREFIX.length());
            List<String> values = parameters.computeIfAbsent(parameter, key -> new ArrayList<>());
            if (values.isEmpty()) {
              values.add(value);
            } else {
              values.set(0, value);
            }
          }
        });
    String path = labels.value(TargetLabels.METRICS_PATH);
    String slash = path.isEmpty() || path.startsWith("/") ? "" : "/";
    String query = query(parameters);
    return labels.value(TargetLabels.SCHEME)
        + "://"
        + labels.value(TargetLabels.ADDRESS)
        + slash
        + escapedPath(path)
        + (query.isEmpty() ? "" : "?" + query);
  }

  private static String query(Map<String, List<String>> parameters) {
    StringJoiner query = new StringJoiner("&");
    parameters.forEach(
        (name, values) -> values.forEach(value -> query.add(escaped(name) + "=" + escaped(value))));
    return query.toString();
  }

  private static String escaped(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("*", "%2A").replace("%7E", "~");
  }

  private static String escapedPath(String path) {
    StringBuilder escaped = new StringBuilder(path.length());
    for (byte b : path.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xff);
      boolean plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
      if (plain || PATH_SIGNS.indexOf(c) >= 0) {
        escaped.append(c);
      } else {
        escaped.append(String.format("%%%02X", (int) c));
      }
    }
    return escaped.toString();
  }
}
