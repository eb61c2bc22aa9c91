package dev.firebucket.lambda.query;

import dev.firebucket.api.admin.StoreAdmin;
import dev.firebucket.storage.model.LabelMatcher;
import java.util.List;

/// The query function may only read the bucket: its admin API is off. Whoever may write there runs
/// `up --web.enable-admin-api` on the same bucket.
final class FunctionStoreAdmin implements StoreAdmin {
  @Override
  public boolean enabled() {
    return false;
  }

  @Override
  public void delete(List<List<LabelMatcher>> sets, long fromMillis, long toMillis) {
    throw refused();
  }

  @Override
  public void clean() {
    throw refused();
  }

  @Override
  public Copy snapshot(boolean withTail) {
    throw refused();
  }

  private static UnsupportedOperationException refused() {
    return new UnsupportedOperationException("the query function only reads");
  }
}
