/// The numbers: what is computed from samples and grids. No SQL, no labels, no I/O in here.
///
/// Three kinds, one package each: `range` makes a grid of a series' samples, `element` a grid of
/// one grid or two, `aggregate` one grid of a group of them. The arithmetic is Go's, operation by
/// operation, so that answers equal those of Prometheus (`promql/functions.go`, `promql/engine.go`,
/// `promql/quantile.go`). One kernel, one file.
package dev.firebucket.query.kernel;
