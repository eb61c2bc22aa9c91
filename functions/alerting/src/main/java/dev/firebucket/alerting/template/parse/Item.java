package dev.firebucket.alerting.template.parse;

/// What a template's text is a sequence of: statements, and the `{{else}}` and `{{end}}` that close
/// a list of them.
sealed interface Item extends Node permits Statement, EndOfList {}
