package dev.firebucket.api.page;

import dev.firebucket.api.answer.ApiAnswer;
import dev.firebucket.api.request.ApiRequest;
import dev.firebucket.api.routing.Endpoint;
import dev.firebucket.api.routing.Route;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The files of Firebucket's page, out of the jar that holds them.
public final class PageFiles implements Endpoint {
  private static final String FOLDER = "/META-INF/resources/";
  private static final String FIRST = "index.html";

  /// Nothing but our own files runs in it, and no other page shows it in a frame.
  private static final Map<String, String> PAGE_HEADERS =
      Map.of(
          "Cache-Control",
          "no-cache",
          "Content-Security-Policy",
          "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
              + " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
          "X-Frame-Options",
          "DENY",
          "Referrer-Policy",
          "same-origin");

  /// By name.
  private static final Map<String, String> CONTENT_TYPES = new LinkedHashMap<>();

  static {
    CONTENT_TYPES.put(FIRST, "text/html; charset=utf-8");
    for (String script : List.of("page.js", "query.js", "status.js", "plot.js")) {
      CONTENT_TYPES.put(script, "text/javascript; charset=utf-8");
    }
    CONTENT_TYPES.put("page.css", "text/css; charset=utf-8");
    CONTENT_TYPES.put("flame.svg", "image/svg+xml");
  }

  /// Those of all files, and of `/`.
  public static List<Route> routes() {
    PageFiles files = new PageFiles();
    return Stream.concat(Stream.of(""), CONTENT_TYPES.keySet().stream())
        .map(name -> Route.get("/" + name, files))
        .toList();
  }

  @Override
  public ApiAnswer answer(ApiRequest request) throws IOException {
    String name = request.path().equals("/") ? FIRST : request.path().substring(1);
    try (InputStream file = PageFiles.class.getResourceAsStream(FOLDER + name)) {
      if (file == null) {
        throw new FileNotFoundException("the page's file " + name + " is not on the class path");
      }
      return ApiAnswer.of(200, CONTENT_TYPES.getOrDefault(name, ""), file.readAllBytes())
          .with(name.equals(FIRST) ? PAGE_HEADERS : Map.of("Cache-Control", "no-cache"));
    }
  }
}
