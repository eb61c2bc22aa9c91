/// Values to text as Go's `fmt`, `strconv` and `time` write them, because rule authors know those
/// forms. Start at [dev.firebucket.go.fmt.Printer].
@org.jspecify.annotations.NullMarked
package dev.firebucket.go.fmt;
