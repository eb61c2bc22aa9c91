/// Functions of numbers with the digits of Go's `math` package on amd64, where Java's own would
/// differ in the last one. Source: <https://pkg.go.dev/math>.
@NullMarked
package dev.firebucket.go.math;

import org.jspecify.annotations.NullMarked;
