package dev.firebucket.go.text;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/// Text inside the query of a URL, as Go's `url.QueryEscape`: a space becomes `+`; letters, digits
/// and `-_.~` stay.
public final class UrlEscape {
  private UrlEscape() {}

  public static String query(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("*", "%2A").replace("%7E", "~");
  }
}
