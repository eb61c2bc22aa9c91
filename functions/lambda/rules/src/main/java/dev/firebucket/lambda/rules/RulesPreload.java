package dev.firebucket.lambda.rules;

import dev.firebucket.config.deployed.FunctionContext;
import dev.firebucket.lambda.start.Preload;
import dev.firebucket.query.engine.QueryEngine;
import java.io.IOException;

/// Loads DuckDB's library, opens the two databases of the queries of rules, and reads the
/// configuration.
public final class RulesPreload implements Preload {
  @Override
  public void run(FunctionContext context) throws IOException {
    QueryEngine.openDatabases(context.query().memoryBytes());
    var _ = context.config().current();
  }
}
