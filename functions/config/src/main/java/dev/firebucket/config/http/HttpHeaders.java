package dev.firebucket.config.http;

import dev.firebucket.config.files.FilePattern;
import dev.firebucket.config.secret.Secret;
import dev.firebucket.config.yaml.ConfigException;
import dev.firebucket.config.yaml.YamlFields;
import dev.firebucket.config.yaml.YamlNode;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reads `http_headers`, which may not name the headers that the client sets itself.
final class HttpHeaders {
  private HttpHeaders() {}

  static Map<String, HttpHeader> read(YamlFields owner, Path directory) throws ConfigException {
    Map<String, HttpHeader> headers = new LinkedHashMap<>();
    for (Map.Entry<String, YamlNode> entry : owner.entries("http_headers").entrySet()) {
      if (ReservedHeaders.inHttpHeaders(entry.getKey())) {
        throw entry
            .getValue()
            .position()
            .error("setting header \"" + entry.getKey() + "\" is not allowed");
      }
      headers.put(entry.getKey(), header(entry.getValue(), directory));
    }
    return headers;
  }

  private static HttpHeader header(YamlNode node, Path directory) throws ConfigException {
    YamlFields fields = YamlFields.of(node, "config.Header");
    List<String> values = fields.texts("values");
    List<Secret> secrets = fields.secrets("secrets");
    List<String> files =
        fields.texts("files").stream().map(file -> FilePattern.resolve(directory, file)).toList();
    fields.finish();
    return new HttpHeader(values, secrets, files);
  }
}
