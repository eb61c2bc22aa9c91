/// Text to AST, written by hand: [dev.firebucket.query.parser.PromqlParser] is where to start. It
/// gives a type-checked [dev.firebucket.query.ast.Expr] or throws
/// [dev.firebucket.query.error.PromqlException] of type `BAD_DATA` with Prometheus' message and
/// place (`1:5: parse error: …`).
///
/// `Lexer` makes tokens, `TokenStream` looks one ahead and knows what to say of an unexpected one,
/// `ExpressionParser` climbs operators and hands the rest to `CallParser`, `SelectorParser`,
/// `ModifierParser` (`offset`, `@`, brackets) and `DurationParser`; `TypeChecker` looks at the
/// finished tree. Of several errors the first one is reported, so nothing is read ahead of need.
package dev.firebucket.query.parser;
