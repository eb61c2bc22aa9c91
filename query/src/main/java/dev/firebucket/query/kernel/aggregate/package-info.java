/// From the grids of a group to one grid, or to a choice among them. Entry points:
/// [dev.firebucket.query.kernel.aggregate.AggregateKernel] and
/// [dev.firebucket.query.kernel.aggregate.Ranking].
@NullMarked
package dev.firebucket.query.kernel.aggregate;

import org.jspecify.annotations.NullMarked;
