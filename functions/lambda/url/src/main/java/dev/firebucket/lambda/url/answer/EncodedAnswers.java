package dev.firebucket.lambda.url.answer;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/// Lets compressed answers leave the function as bytes.
///
/// Quarkus' handler decides by the header `Content-Type`, in this spelling, whether a body is a
/// text; one of `application/json` it would decode as UTF-8, compressed or not. Under the spelling
/// of HTTP/2 it does not see the header and takes the body for bytes. The client tests of the walk
/// notice when that changes.
@Singleton
public class EncodedAnswers {
  private static final int AFTER_ACCESS = 100;
  private static final String AS_QUARKUS_LOOKS_FOR_IT = "Content-Type";
  private static final String AS_IN_HTTP_2 = "content-type";

  void register(@Observes Filters filters) {
    filters.register(
        context -> {
          context.addHeadersEndHandler(_ -> respell(context));
          context.next();
        },
        AFTER_ACCESS);
  }

  private static void respell(RoutingContext context) {
    MultiMap headers = context.response().headers();
    String type = headers.get(AS_QUARKUS_LOOKS_FOR_IT);
    if (type != null && headers.contains("Content-Encoding")) {
      headers.remove(AS_QUARKUS_LOOKS_FOR_IT).add(AS_IN_HTTP_2, type);
    }
  }
}
