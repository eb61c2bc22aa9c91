package dev.firebucket.config.http;

import dev.firebucket.config.secret.Secret;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.BiConsumer;

/// The headers that a configuration adds to each request. Files are read each time, so that a
/// rotated secret counts at once.
record RequestHeaders(HttpClientConfig config) {

  void addTo(HttpRequest.Builder request) throws IOException {
    BasicAuth basic = config.basicAuth();
    if (basic != null) {
      String user = or(basic.username(), basic.usernameFile(), "username");
      String password = or(basic.password().value(), basic.passwordFile(), "password");
      request.setHeader("Authorization", UserInfo.basic(user + ":" + password));
    }
    Authorization authorization = config.authorization();
    if (authorization != null) {
      String credentials =
          or(
              authorization.credentials().value(),
              authorization.credentialsFile(),
              "authorization credentials");
      set("Authorization", authorization.type() + " " + credentials, request::setHeader);
    }
    for (Map.Entry<String, HttpHeader> header : config.httpHeaders().entrySet()) {
      add(header.getKey(), header.getValue(), request);
    }
    addProxyAuthorization(request);
  }

  private static void add(String name, HttpHeader header, HttpRequest.Builder request)
      throws IOException {
    for (String value : header.values()) {
      set(name, value, request::header);
    }
    for (Secret secret : header.secrets()) {
      set(name, secret.value(), request::header);
    }
    for (String file : header.files()) {
      set(name, read(file, "header " + name), request::header);
    }
  }

  /// The JDK's refusal of a value would quote it.
  private static void set(String name, String value, BiConsumer<String, String> header)
      throws IOException {
    try {
      header.accept(name, value);
    } catch (IllegalArgumentException e) {
      throw new IOException(
          "header "
              + name
              + " cannot be sent: its name or value holds a character that HTTP forbids");
    }
  }

  private void addProxyAuthorization(HttpRequest.Builder request) {
    String proxy = config.proxy().proxyUrl();
    String user = proxy.isEmpty() ? null : URI.create(proxy).getUserInfo();
    if (user != null) {
      request.setHeader("Proxy-Authorization", UserInfo.basic(user));
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
}
