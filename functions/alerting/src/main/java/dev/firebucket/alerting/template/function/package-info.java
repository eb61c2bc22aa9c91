/// The functions that Prometheus adds to those of Go's templates
/// (https://prometheus.io/docs/prometheus/latest/configuration/template_reference/). Start at
/// [dev.firebucket.alerting.template.function.TemplateFunctions]; to add a function, write its body
/// into the file of its family and name it there.
@org.jspecify.annotations.NullMarked
package dev.firebucket.alerting.template.function;
