package dev.firebucket.api.admin;

import dev.firebucket.api.answer.ApiAnswer;
import dev.firebucket.api.answer.ApiException;
import dev.firebucket.api.answer.Envelope;
import dev.firebucket.api.request.RequestParameters;
import dev.firebucket.go.text.Quote;
import java.io.IOException;
import java.util.Map;

/// `/api/v1/admin/tsdb/snapshot`: the name of a copy below `snapshots/`; `warnings` name what is
/// damaged in it.
public final class SnapshotEndpoint extends AdminEndpoint {
  public SnapshotEndpoint(StoreAdmin admin) {
    super(admin);
  }

  @Override
  ApiAnswer change(StoreAdmin admin, RequestParameters parameters) throws IOException {
    boolean skipHead = flag(parameters.first("skip_head"));
    StoreAdmin.Copy copy = admin.snapshot(!skipHead);
    return Envelope.success(Map.of("name", copy.name()), copy.warnings());
  }

  /// As Go's `strconv.ParseBool`.
  private static boolean flag(String text) {
    return switch (text) {
      case "", "0", "f", "F", "false", "FALSE", "False" -> false;
      case "1", "t", "T", "true", "TRUE", "True" -> true;
      default ->
          throw ApiException.invalidParameter(
              "skip_head",
              "unable to parse boolean: strconv.ParseBool: parsing "
                  + Quote.string(text)
                  + ": invalid syntax");
    };
  }
}
