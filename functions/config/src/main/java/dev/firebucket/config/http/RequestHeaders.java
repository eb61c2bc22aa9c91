package dev.firebucket.config.http;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;

/// The headers that a configuration adds to each request. Files are read each time, so that a
/// rotated secret counts at once.
record RequestHeaders(HttpClientConfig config) {

  void addTo(HttpRequest.Builder request) throws IOException {
    BasicAuth basic = config.basicAuth();
    if (basic != null) {
      String user = or(basic.username(), basic.usernameFile(), "username");
      String password = or(basic.password().value(), basic.passwordFile(), "password");
      request.setHeader("Authorization", "Basic " + base64(user + ":" + password));
    }
    Authorization authorization = config.authorization();
    if (authorization != null) {
      String credentials =
          or(
              authorization.credentials().value(),
              authorization.credentialsFile(),
              "authorization credentials");
      request.setHeader("Authorization", authorization.type() + " " + credentials);
    }
    for (Map.Entry<String, HttpHeader> header : config.httpHeaders().entrySet()) {
      add(header.getKey(), header.getValue(), request);
    }
    addProxyAuthorization(request);
  }

  private static void add(String name, HttpHeader header, HttpRequest.Builder request)
      throws IOException {
    for (String value : header.values()) {
      request.header(name, value);
    }
    for (Secret secret : header.secrets()) {
      request.header(name, secret.value());
    }
    for (String file : header.files()) {
      request.header(name, read(file, "header " + name));
    }
  }

  private void addProxyAuthorization(HttpRequest.Builder request) {
    String proxy = config.proxy().proxyUrl();
    String user = proxy.isEmpty() ? null : URI.create(proxy).getUserInfo();
    if (user != null) {
      request.setHeader("Proxy-Authorization", "Basic " + base64(user));
    }
  }

  private static String or(String written, String file, String what) throws IOException {
    return file.isEmpty() ? written : read(file, what);
  }

  private static String read(String file, String what) throws IOException {
    try {
      return Files.readString(Path.of(file)).strip();
    } catch (IOException e) {
      throw new IOException("unable to read " + what + " file " + file + ": " + e, e);
    }
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
