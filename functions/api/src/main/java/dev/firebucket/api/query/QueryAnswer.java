package dev.firebucket.api.query;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.firebucket.api.answer.ApiAnswer;
import dev.firebucket.api.answer.Envelope;
import dev.firebucket.api.request.LimitParameter;
import dev.firebucket.query.result.PrometheusJson;
import dev.firebucket.query.result.QueryResult;
import dev.firebucket.query.result.QueryResult.MatrixResult;
import dev.firebucket.query.result.QueryResult.ScalarResult;
import dev.firebucket.query.result.QueryResult.StringResult;
import dev.firebucket.query.result.QueryResult.VectorResult;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Writes the answer to a query as bytes: the envelope around what the query module writes.
final class QueryAnswer {
  private QueryAnswer() {}

  /// @param seconds how long the query took
  static ApiAnswer of(QueryResult whole, QueryOptions options, double seconds) {
    QueryResult result = cut(whole, options.limit());
    ByteArrayOutputStream out = new ByteArrayOutputStream(4096);
    try {
      text(out, "{\"status\":\"success\",\"data\":");
      if (options.stats()) {
        withStats(out, result, seconds);
      } else {
        PrometheusJson.write(result, out);
      }
      list(out, "warnings", result.warnings());
      list(out, "infos", result.infos());
      text(out, "}");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Envelope.bytes(out.toByteArray());
  }

  private static QueryResult cut(QueryResult result, LimitParameter limit) {
    List<String> warnings = new ArrayList<>(result.warnings());
    return switch (result) {
      case VectorResult vector ->
          new VectorResult(limit.cut(vector.samples(), warnings), warnings, vector.infos());
      case MatrixResult matrix ->
          new MatrixResult(limit.cut(matrix.series(), warnings), warnings, matrix.infos());
      case ScalarResult scalar -> scalar;
      case StringResult string -> string;
    };
  }

  /// `stats` is part of `data`, after the result; phases that are not measured separately are 0.
  private static void withStats(ByteArrayOutputStream out, QueryResult result, double seconds)
      throws IOException {
    byte[] data = PrometheusJson.bytes(result);
    out.write(data, 0, data.length - 1);
    String took = String.format(Locale.ROOT, "%.9f", seconds);
    text(
        out,
        ",\"stats\":{\"timings\":{\"evalTotalTime\":"
            + took
            + ",\"resultSortTime\":0,\"queryPreparationTime\":0,\"innerEvalTime\":"
            + took
            + ",\"execQueueTime\":0,\"execTotalTime\":"
            + took
            + "}}}");
  }

  private static void list(ByteArrayOutputStream out, String key, List<String> texts)
      throws IOException {
    if (texts.isEmpty()) {
      return;
    }
    String separator = ",\"" + key + "\":[";
    for (String text : texts) {
      text(out, separator + '"');
      out.write(JsonStringEncoder.getInstance().quoteAsUTF8(text));
      text(out, "\"");
      separator = ",";
    }
    text(out, "]");
  }

  private static void text(ByteArrayOutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.UTF_8));
  }
}
