/// The data that kernels compute with: [dev.firebucket.query.grid.Samples] of one series as they
/// are stored, and the [dev.firebucket.query.grid.Grid] of one series over the steps of a node.
@NullMarked
package dev.firebucket.query.grid;

import org.jspecify.annotations.NullMarked;
