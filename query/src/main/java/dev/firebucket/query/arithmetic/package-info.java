/// Functions of numbers that come out with Go's digits, where Java's own would differ in the last
/// one. No grids, no histograms in here.
@NullMarked
package dev.firebucket.query.arithmetic;

import org.jspecify.annotations.NullMarked;
