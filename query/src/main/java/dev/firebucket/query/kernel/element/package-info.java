/// From one grid or two to one, value by value: functions of a value, operators, set operators,
/// quantiles of histograms.
@NullMarked
package dev.firebucket.query.kernel.element;

import org.jspecify.annotations.NullMarked;
