package dev.firebucket.config.http;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// User and password of a URL, `http://user:password@host`. As in Go they become an Authorization
/// header where there is none, and the request itself names the host alone: the JDK quotes the URL
/// of a request in its errors.
final class UserInfo {
  private UserInfo() {}

  /// Sets the URL of a request, and its user and password as a header.
  static HttpRequest.Builder sentAsHeader(HttpRequest.Builder request, URI uri) {
    if (uri.getRawUserInfo() == null) {
      return request.uri(uri);
    }
    request.uri(withoutUser(uri));
    boolean authorized = request.copy().build().headers().firstValue("Authorization").isPresent();
    if (!authorized) {
      String user = uri.getUserInfo();
      request.setHeader("Authorization", basic(user.contains(":") ? user : user + ":"));
    }
    return request;
  }

  /// The header of a user and a password, `user:password`.
  static String basic(String user) {
    return "Basic " + Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.UTF_8));
  }

  private static URI withoutUser(URI uri) {
    String authority = uri.getRawAuthority();
    String text = uri.toString();
    int start = text.indexOf(authority);
    String host = authority.substring(authority.lastIndexOf('@') + 1);
    try {
      return new URI(text.substring(0, start) + host + text.substring(start + authority.length()));
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("a URL that is none without its user", e);
    }
  }
}
