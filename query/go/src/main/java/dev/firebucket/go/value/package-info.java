/// The values that templates compute with: Go's types as far as templates see them. Start at
/// [dev.firebucket.go.value.Value].
@org.jspecify.annotations.NullMarked
package dev.firebucket.go.value;
