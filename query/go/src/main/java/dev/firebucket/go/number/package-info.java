/// Numbers to text and back, as Go's `strconv` does it: [FloatText] and [FloatReader] for floats,
/// [IntegerReader] for whole numbers. Prometheus' formats, messages and answers are made of these
/// forms.
@NullMarked
package dev.firebucket.go.number;

import org.jspecify.annotations.NullMarked;
