package dev.firebucket.alerting.template.parse;

/// Something that a template does: writes text or a value, chooses, repeats, calls.
public sealed interface Statement extends Item
    permits TextStatement,
        ActionStatement,
        IfStatement,
        WithStatement,
        RangeStatement,
        TemplateStatement,
        BreakStatement,
        ContinueStatement {}
