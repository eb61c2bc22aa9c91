/// The operations of relations: what is done with a row, a pair of rows or a group of rows.
///
/// Rows hold handles; an operation finds what they stand for in the query's
/// [dev.firebucket.query.arena.QueryArena], lets a kernel compute, and gives a handle back. It is
/// an object that whoever evaluates relations calls: DuckDB knows it by its name, which is
/// registered once for the process. Nothing here knows SQL.
package dev.firebucket.query.operation;
