package dev.firebucket.api.admin;

import dev.firebucket.api.answer.ApiAnswer;
import dev.firebucket.api.request.RequestParameters;
import java.io.IOException;

/// `/api/v1/admin/tsdb/clean_tombstones`: 204.
public final class CleanTombstonesEndpoint extends AdminEndpoint {
  public CleanTombstonesEndpoint(StoreAdmin admin) {
    super(admin);
  }

  @Override
  ApiAnswer change(StoreAdmin admin, RequestParameters parameters) throws IOException {
    admin.clean();
    return ApiAnswer.empty(204);
  }
}
