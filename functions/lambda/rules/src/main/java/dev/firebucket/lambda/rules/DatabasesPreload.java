package dev.firebucket.lambda.rules;

import dev.firebucket.config.deployed.QuerySettings;
import dev.firebucket.lambda.start.Preload;
import dev.firebucket.query.engine.QueryEngine;

/// Loads DuckDB's library and opens the two databases of queries.
public final class DatabasesPreload implements Preload {
  @Override
  public void run() {
    QueryEngine.openDatabases(QuerySettings.of(System.getenv()).memoryBytes());
  }
}
