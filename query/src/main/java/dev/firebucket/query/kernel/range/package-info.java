/// From samples to a grid: selectors and the functions of a window. Entry points:
/// [dev.firebucket.query.kernel.range.InstantKernel],
/// [dev.firebucket.query.kernel.range.RangeKernel] and
/// [dev.firebucket.query.kernel.range.SmoothedKernel].
@NullMarked
package dev.firebucket.query.kernel.range;

import org.jspecify.annotations.NullMarked;
