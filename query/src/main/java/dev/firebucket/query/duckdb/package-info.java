/// DuckDB: the scan of Parquet files, and the functions that our SQL calls.
///
/// [dev.firebucket.query.duckdb.SqlDatabase] runs the SQL of a query, on one thread, so that rows
/// come in the same order each time; the functions it calls are the operations of
/// [dev.firebucket.query.operation.Operations]. [dev.firebucket.query.duckdb.ScanDatabase] reads
/// samples, on all cores.
package dev.firebucket.query.duckdb;
