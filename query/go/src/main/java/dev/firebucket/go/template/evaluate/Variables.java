package dev.firebucket.go.template.evaluate;

import dev.firebucket.go.value.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The variables that are alive, the innermost last. Not for use by several threads.
final class Variables {
  private static final class Variable {
    private final String name;
    private Value value;

    Variable(String name, Value value) {
      this.name = name;
      this.value = value;
    }
  }

  private final List<Variable> stack = new ArrayList<>();

  Variables(Value dot) {
    declare("$", dot);
  }

  void declare(String name, Value value) {
    stack.add(new Variable(name, value));
  }

  /// How many are alive, to come back to with [#endTo].
  int mark() {
    return stack.size();
  }

  void endTo(int mark) {
    stack.subList(mark, stack.size()).clear();
  }

  /// The value of the innermost variable of a name; null where there is none.
  @Nullable Value value(String name) {
    for (Variable variable : stack.reversed()) {
      if (variable.name.equals(name)) {
        return variable.value;
      }
    }
    return null;
  }

  /// Gives the innermost variable of a name another value; false where there is none.
  boolean assign(String name, Value value) {
    for (Variable variable : stack.reversed()) {
      if (variable.name.equals(name)) {
        variable.value = value;
        return true;
      }
    }
    return false;
  }
}
