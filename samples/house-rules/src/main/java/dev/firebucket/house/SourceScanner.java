package dev.firebucket.house;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Pattern;

/// Collects methods and texts of SQL from the tree of one file.
final class SourceScanner extends TreeScanner<Void, Void> {
  /// Keywords in capitals, as every SQL of this house is written; PromQL has none in capitals.
  private static final Pattern SQL =
      Pattern.compile(
          "\\b(SELECT|FROM|WHERE|JOIN|UNION ALL|GROUP BY|ORDER BY|PARTITION BY|INSERT INTO"
              + "|CREATE (OR REPLACE )?(TEMP )?(TABLE|VIEW|MACRO)|COPY|MATERIALIZED)\\b");

  private final CompilationUnitTree unit;
  private final SourcePositions positions;
  private final Deque<String> classes = new ArrayDeque<>();
  private final List<SourceMethod> methods = new ArrayList<>();
  private boolean sql;

  SourceScanner(CompilationUnitTree unit, SourcePositions positions) {
    this.unit = unit;
    this.positions = positions;
  }

  List<SourceMethod> methods() {
    return methods;
  }

  boolean hasSql() {
    return sql;
  }

  @Override
  public Void visitClass(ClassTree type, Void unused) {
    classes.push(type.getSimpleName().toString());
    super.visitClass(type, null);
    classes.pop();
    return null;
  }

  @Override
  public Void visitMethod(MethodTree method, Void unused) {
    if (method.getBody() != null) {
      int first = firstLine(method);
      int last = line(positions.getEndPosition(unit, method));
      String name = method.getName().toString();
      methods.add(
          new SourceMethod(
              name.equals("<init>") ? classes.element() : name, first, last - first + 1));
    }
    return super.visitMethod(method, null);
  }

  @Override
  public Void visitLiteral(LiteralTree literal, Void unused) {
    if (literal.getValue() instanceof String text && SQL.matcher(text).find()) {
      sql = true;
    }
    return super.visitLiteral(literal, null);
  }

  /// Where it begins behind its annotations: a list of cases for a parameterized test is no code.
  private int firstLine(MethodTree method) {
    List<? extends AnnotationTree> annotations = method.getModifiers().getAnnotations();
    return annotations.isEmpty()
        ? line(positions.getStartPosition(unit, method))
        : line(positions.getEndPosition(unit, annotations.getLast())) + 1;
  }

  private int line(long position) {
    return (int) unit.getLineMap().getLineNumber(position);
  }
}
