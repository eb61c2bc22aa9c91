/// Template text to a tree, in the language of Go's `text/template`. Entry point:
/// [dev.firebucket.go.template.parse.TemplateParser]. Lexer, then statements, then pipelines; each
/// construct of the language is one record.
@org.jspecify.annotations.NullMarked
package dev.firebucket.go.template.parse;
