package dev.firebucket.config.http;

import dev.firebucket.config.secret.Secret;
import java.util.List;

/// The values of one header of `http_headers`, all of them sent.
///
/// @param values shown
/// @param secrets not shown
/// @param files each holds one value, read at every request
public record HttpHeader(List<String> values, List<Secret> secrets, List<String> files) {
  public HttpHeader {
    values = List.copyOf(values);
    secrets = List.copyOf(secrets);
    files = List.copyOf(files);
  }
}
