/// Functions that templates call: those of Go's `text/template`, and what the program around adds
/// to them ([FunctionTable]).
@NullMarked
package dev.firebucket.go.template.function;

import org.jspecify.annotations.NullMarked;
