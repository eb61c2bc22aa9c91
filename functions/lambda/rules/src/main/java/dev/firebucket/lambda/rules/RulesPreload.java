package dev.firebucket.lambda.rules;

import dev.firebucket.lambda.start.Preload;
import dev.firebucket.query.duckdb.ScanDatabase;
import dev.firebucket.query.duckdb.SqlDatabase;

/// Loads DuckDB's library and opens the two databases of the queries of rules.
public final class RulesPreload implements Preload {
  @Override
  public void run() {
    var _ = ScanDatabase.shared();
    var _ = SqlDatabase.shared();
  }
}
