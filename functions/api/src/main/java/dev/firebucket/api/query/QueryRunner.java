package dev.firebucket.api.query;

import dev.firebucket.api.answer.ApiAnswer;
import dev.firebucket.api.answer.ApiException;
import dev.firebucket.api.metrics.QueryMetrics;
import dev.firebucket.api.request.ApiRequest;
import dev.firebucket.api.request.Connection;
import dev.firebucket.query.error.PromqlException;
import dev.firebucket.query.result.QueryResult;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Runs a query for a request: timed, and cancelled when the caller goes away.
///
/// How many run at once is bounded by the engine; the others wait for their turn there.
public final class QueryRunner {
  private final QueryMetrics metrics;

  public QueryRunner(QueryMetrics metrics) {
    this.metrics = metrics;
  }

  ApiAnswer run(ApiRequest request, QueryOptions options, Supplier<QueryResult> query) {
    long started = System.nanoTime();
    try (var _ = metrics.running();
        var _ = new CancelOnClose(request.connection())) {
      QueryResult result = query.get();
      double seconds = (System.nanoTime() - started) / 1e9;
      metrics.evaluated(seconds);
      return QueryAnswer.of(result, options, seconds);
    } catch (PromqlException e) {
      throw asParameter(e);
    }
  }

  /// What is wrong with the text of a query is wrong with a parameter of the request.
  static RuntimeException asParameter(PromqlException e) {
    return e.type() == PromqlException.Type.BAD_DATA
        ? ApiException.invalidParameter("query", String.valueOf(e.getMessage()))
        : e;
  }

  /// Interrupts this thread when the connection is closed before the answer is there; the engine
  /// takes an interrupt as a cancellation.
  private static final class CancelOnClose implements AutoCloseable {
    private @Nullable Thread waiting = Thread.currentThread();

    CancelOnClose(Connection connection) {
      connection.onClose(this::cancel);
    }

    private synchronized void cancel() {
      if (waiting != null) {
        waiting.interrupt();
      }
    }

    @Override
    public void close() {
      synchronized (this) {
        waiting = null;
      }
      // The thread goes back to its pool: an interrupt for this query must not reach the next one.
      boolean _ = Thread.interrupted();
    }
  }
}
