/// What one query holds while it runs: label sets, grids and samples behind BIGINT handles.
///
/// SQL sees only handles; the functions that it calls find the query's
/// [dev.firebucket.query.arena.QueryArena] by the high half of a handle. An arena is opened for one
/// query, closed with it, and everything in it is freed.
package dev.firebucket.query.arena;
