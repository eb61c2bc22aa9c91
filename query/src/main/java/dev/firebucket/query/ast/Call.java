package dev.firebucket.query.ast;

import java.util.List;

/// A function call: `rate(x[5m])`.
///
/// @param function its signature
/// @param arguments as written; absent optional ones are absent here too
public record Call(FunctionSignature function, List<Expr> arguments, SourceRange range)
    implements Expr {
  public Call {
    arguments = List.copyOf(arguments);
  }

  @Override
  public ValueType type() {
    return function.returnType();
  }
}
