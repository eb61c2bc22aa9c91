package dev.firebucket.lambda.rules;

import dev.firebucket.config.deployed.FunctionContext;
import dev.firebucket.lambda.start.Preload;
import dev.firebucket.query.duckdb.ScanDatabase;
import dev.firebucket.query.duckdb.SqlDatabase;
import java.io.IOException;

/// Loads DuckDB's library, opens the two databases of the queries of rules, and reads the
/// configuration.
public final class RulesPreload implements Preload {
  @Override
  public void run(FunctionContext context) throws IOException {
    long memory = context.query().memoryBytes();
    if (memory > 0) {
      // An open database keeps its settings.
      SqlDatabase.limitMemory(memory);
    }
    var _ = ScanDatabase.shared();
    var _ = SqlDatabase.shared();
    var _ = context.config().current();
  }
}
