/// Values to text as Go's `fmt` writes them: rule authors know those forms. Start at
/// [dev.firebucket.go.fmt.Printer].
@org.jspecify.annotations.NullMarked
package dev.firebucket.go.fmt;
