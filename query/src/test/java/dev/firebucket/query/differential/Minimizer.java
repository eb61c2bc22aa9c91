package dev.firebucket.query.differential;

import dev.firebucket.query.ast.Expr;
import java.util.List;

/// Finds the smallest part of a query that still answers differently.
final class Minimizer {
  private final BesidePrometheus both;

  Minimizer(BesidePrometheus both) {
    this.both = both;
  }

  /// A trial that differs and none of whose operands differs alone.
  Trial minimize(Trial odd) throws Exception {
    for (Expr operand :
        Expressions.parse(odd.text()).map(Expressions::operands).orElse(List.of())) {
      Trial part =
          odd.withText(odd.text().substring(operand.range().start(), operand.range().end()));
      if (both.ask(part) instanceof BesidePrometheus.Outcome.Different) {
        return minimize(part);
      }
    }
    return odd;
  }
}
