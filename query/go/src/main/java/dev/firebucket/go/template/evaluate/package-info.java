/// Runs a parsed template: statements write, pipelines compute, all within bounds. Entry point:
/// [dev.firebucket.go.template.evaluate.Evaluation].
@org.jspecify.annotations.NullMarked
package dev.firebucket.go.template.evaluate;
