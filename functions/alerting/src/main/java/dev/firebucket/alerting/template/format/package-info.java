/// Values to text as Go's `fmt`, `strconv` and `time` write them, because rule authors know those
/// forms. Start at [dev.firebucket.alerting.template.format.GoPrinter].
@org.jspecify.annotations.NullMarked
package dev.firebucket.alerting.template.format;
