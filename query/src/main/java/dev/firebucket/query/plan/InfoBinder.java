package dev.firebucket.query.plan;

import dev.firebucket.query.ast.Expr;
import dev.firebucket.query.ast.Expr.AggregateExpr;
import dev.firebucket.query.ast.Expr.BinaryExpr;
import dev.firebucket.query.ast.Expr.Call;
import dev.firebucket.query.ast.Expr.MatrixSelector;
import dev.firebucket.query.ast.Expr.NumberLiteral;
import dev.firebucket.query.ast.Expr.ParenExpr;
import dev.firebucket.query.ast.Expr.StringLiteral;
import dev.firebucket.query.ast.Expr.SubqueryExpr;
import dev.firebucket.query.ast.Expr.UnaryExpr;
import dev.firebucket.query.ast.Expr.VectorSelector;
import dev.firebucket.query.time.ReferenceTime;
import dev.firebucket.query.time.Steps;
import dev.firebucket.storage.model.LabelMatcher;
import dev.firebucket.storage.model.LabelSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// Calls of `info` (`promql/info.go`).
final class InfoBinder {
  private static final String TARGET_INFO = "target_info";

  private InfoBinder() {}

  /// @param base the series to enrich, bound
  static VectorPlan.InfoLabels bind(Call call, VectorPlan base, Binder binder, Steps steps) {
    List<LabelMatcher> given = List.of();
    if (call.arguments().size() > 1
        && CallBinder.unwrapped(call.arguments().get(1)) instanceof VectorSelector selector) {
      given = selector.matchers();
    }
    Predicate<LabelMatcher> ofName = matcher -> matcher.name().equals(LabelSet.NAME);
    List<LabelMatcher> names = names(given.stream().filter(ofName).toList());
    List<LabelMatcher> data = given.stream().filter(ofName.negate()).toList();
    SeriesSelector info =
        new SeriesSelector(
            Stream.concat(data.stream(), names.stream()).toList(),
            reference(call.arguments().getFirst(), ReferenceTime.EVALUATION, binder)
                .findFirst()
                .orElse(ReferenceTime.EVALUATION),
            call.range(),
            false);
    return new VectorPlan.InfoLabels(base, info, names, data, binder.lookbackMillis(), steps);
  }

  /// Where no name is asked for it is `target_info`; where names are only excluded it is any other
  /// that ends as info metrics do.
  private static List<LabelMatcher> names(List<LabelMatcher> given) {
    if (given.isEmpty()) {
      return List.of(LabelMatcher.equal(LabelSet.NAME, TARGET_INFO));
    }
    boolean positive =
        given.stream()
            .map(LabelMatcher::type)
            .anyMatch(type -> type == LabelMatcher.Type.EQUAL || type == LabelMatcher.Type.REGEX);
    List<LabelMatcher> names = new ArrayList<>(given);
    if (!positive) {
      names.addFirst(new LabelMatcher(LabelSet.NAME, LabelMatcher.Type.REGEX, ".+_info"));
    }
    return names;
  }

  /// Where the selectors of an expression look, from left to right: info series are looked at where
  /// the first one looks. An `@` overrides what is outside of it, offsets add up.
  private static Stream<ReferenceTime> reference(
      Expr expression, ReferenceTime outside, Binder binder) {
    return switch (expression) {
      case VectorSelector selector ->
          Stream.of(inside(outside, binder.reference(selector.modifiers())));
      case MatrixSelector matrix -> reference(matrix.selector(), outside, binder);
      case SubqueryExpr subquery ->
          reference(
              subquery.inner(), inside(outside, binder.reference(subquery.modifiers())), binder);
      case AggregateExpr aggregate ->
          Stream.concat(
              reference(aggregate.inner(), outside, binder),
              Optional.ofNullable(aggregate.parameter()).stream()
                  .flatMap(parameter -> reference(parameter, outside, binder)));
      case BinaryExpr binary ->
          Stream.concat(
              reference(binary.left(), outside, binder),
              reference(binary.right(), outside, binder));
      case Call call ->
          call.arguments().stream().flatMap(argument -> reference(argument, outside, binder));
      case ParenExpr paren -> reference(paren.inner(), outside, binder);
      case UnaryExpr unary -> reference(unary.inner(), outside, binder);
      case NumberLiteral number -> Stream.empty();
      case StringLiteral string -> Stream.empty();
    };
  }

  private static ReferenceTime inside(ReferenceTime outside, ReferenceTime own) {
    return own.fixedMillis().isPresent()
        ? own
        : new ReferenceTime(outside.fixedMillis(), outside.offsetMillis() + own.offsetMillis());
  }
}
