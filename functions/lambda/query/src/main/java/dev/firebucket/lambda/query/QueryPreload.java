package dev.firebucket.lambda.query;

import dev.firebucket.lambda.start.Preload;
import dev.firebucket.query.duckdb.ScanDatabase;
import dev.firebucket.query.duckdb.SqlDatabase;

/// Loads DuckDB's library and opens the two databases of queries.
public final class QueryPreload implements Preload {
  @Override
  public void run() {
    var _ = ScanDatabase.shared();
    var _ = SqlDatabase.shared();
  }
}
