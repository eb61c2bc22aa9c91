package dev.firebucket.lambda.query;

import dev.firebucket.config.deployed.FunctionContext;
import dev.firebucket.lambda.start.Preload;
import dev.firebucket.query.engine.QueryEngine;

/// Loads DuckDB's library and opens the two databases of queries.
public final class DatabasesPreload implements Preload {
  @Override
  public void run(FunctionContext context) {
    QueryEngine.openDatabases(context.query().memoryBytes());
  }
}
