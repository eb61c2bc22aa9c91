package dev.firebucket.house;

import com.sun.source.tree.AnyPatternTree;
import com.sun.source.tree.BindingPatternTree;
import com.sun.source.tree.CaseLabelTree;
import com.sun.source.tree.CaseTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.DefaultCaseLabelTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.PatternCaseLabelTree;
import com.sun.source.tree.PatternTree;
import com.sun.source.tree.SwitchExpressionTree;
import com.sun.source.tree.SwitchTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Modifier;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Types;

/// Finds the switches over a sealed type that have a branch for "everything else": a `default`, or
/// a pattern that matches the whole type. They go on compiling when the type gets a new leaf.
final class SealedSwitches extends TreePathScanner<Void, Void> {
  private final Trees trees;
  private final Types types;
  private final List<String> open = new ArrayList<>();
  private int seen;

  SealedSwitches(Trees trees, Types types) {
    this.trees = trees;
    this.types = types;
  }

  /// Those that are open, as `file:line: type`.
  List<String> open() {
    return open;
  }

  /// How many switches over sealed types there were.
  int seen() {
    return seen;
  }

  @Override
  public Void visitSwitch(SwitchTree tree, Void unused) {
    check(tree, tree.getExpression(), tree.getCases());
    return super.visitSwitch(tree, null);
  }

  @Override
  public Void visitSwitchExpression(SwitchExpressionTree tree, Void unused) {
    check(tree, tree.getExpression(), tree.getCases());
    return super.visitSwitchExpression(tree, null);
  }

  private void check(Tree tree, ExpressionTree selector, List<? extends CaseTree> cases) {
    TypeMirror type = types.erasure(typeOf(selector));
    if (!(type instanceof DeclaredType declared)
        || !declared.asElement().getModifiers().contains(Modifier.SEALED)) {
      return;
    }
    seen++;
    for (CaseTree one : cases) {
      for (CaseLabelTree label : one.getLabels()) {
        if (isOpen(label, type)) {
          open.add(place(tree) + ": " + type);
        }
      }
    }
  }

  private boolean isOpen(CaseLabelTree label, TypeMirror selector) {
    return label instanceof DefaultCaseLabelTree
        || label instanceof PatternCaseLabelTree pattern
            && matchesAll(pattern.getPattern(), selector);
  }

  private boolean matchesAll(PatternTree pattern, TypeMirror selector) {
    return pattern instanceof AnyPatternTree
        || pattern instanceof BindingPatternTree binding
            && types.isSubtype(selector, types.erasure(typeOf(binding.getVariable())));
  }

  private TypeMirror typeOf(Tree tree) {
    return trees.getTypeMirror(TreePath.getPath(getCurrentPath(), tree));
  }

  private String place(Tree tree) {
    CompilationUnitTree unit = getCurrentPath().getCompilationUnit();
    long start = trees.getSourcePositions().getStartPosition(unit, tree);
    return Repository.ROOT.relativize(Path.of(unit.getSourceFile().toUri()))
        + ":"
        + unit.getLineMap().getLineNumber(start);
  }
}
