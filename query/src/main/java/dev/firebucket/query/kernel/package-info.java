/// The numbers: grids and what is computed from them. No SQL, no labels, no I/O in here.
///
/// A [dev.firebucket.query.kernel.Grid] is one series over the steps of a node. Range functions
/// ([dev.firebucket.query.kernel.RangeKernel]) make grids of samples; all else makes grids of
/// grids. The arithmetic is Go's, operation by operation, so that answers equal those of Prometheus
/// (`promql/functions.go`, `promql/engine.go`, `promql/quantile.go`). One kernel, one file.
package dev.firebucket.query.kernel;
