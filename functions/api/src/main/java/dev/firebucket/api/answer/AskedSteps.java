package dev.firebucket.api.answer;

import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The steps that a request asks for, kept with it for whoever has to say that the answer is too
/// large.
///
/// @param startMillis milliseconds since the epoch
/// @param endMillis not before the start
/// @param stepMillis above 0
public record AskedSteps(long startMillis, long endMillis, long stepMillis) {
  private static final String KEY = "firebucket.asked-steps";

  /// Keeps them with a request.
  public void keepWith(@Nullable RoutingContext request) {
    if (request != null) {
      var _ = request.put(KEY, this);
    }
  }

  /// Those of a request; empty where it asks for none.
  public static Optional<AskedSteps> of(RoutingContext request) {
    return request.get(KEY) instanceof AskedSteps steps ? Optional.of(steps) : Optional.empty();
  }
}
