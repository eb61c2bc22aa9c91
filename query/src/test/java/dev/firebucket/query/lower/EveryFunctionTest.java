package dev.firebucket.query.lower;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebucket.query.ast.AggregateOperator;
import dev.firebucket.query.ast.FunctionSignature;
import dev.firebucket.query.ast.ValueType;
import dev.firebucket.query.functions.PromqlFunctions;
import dev.firebucket.query.parser.ParserFeatures;
import dev.firebucket.query.parser.PromqlParser;
import dev.firebucket.query.plan.BindOptions;
import dev.firebucket.query.plan.Binder;
import dev.firebucket.query.plan.LanguageFeatures;
import dev.firebucket.query.plan.Plan;
import dev.firebucket.query.sql.SqlPrinter;
import dev.firebucket.query.time.Steps;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// What the parser knows, the engine answers.
class EveryFunctionTest {
  private static final BindOptions OPTIONS =
      new BindOptions(false, 0, 60_000, 300_000, 60_000, true);

  /// `info` takes label matchers, see its golden twin.
  private static final Set<String> LEFT_OUT = Set.of("info");

  static List<String> functions() {
    return PromqlFunctions.all().stream()
        .map(FunctionSignature::name)
        .filter(name -> !LEFT_OUT.contains(name))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("functions")
  void everyFunctionBecomesSql(String name) {
    FunctionSignature signature = PromqlFunctions.find(name).orElseThrow();
    String arguments =
        signature.argumentTypes().stream()
            .map(EveryFunctionTest::argument)
            .collect(Collectors.joining(", "));

    assertThat(sql(name + "(" + arguments + ")")).contains("SELECT");
  }

  @ParameterizedTest
  @EnumSource
  void everyAggregationBecomesSql(AggregateOperator operator) {
    String parameter =
        switch (operator) {
          case QUANTILE, LIMIT_RATIO -> "0.5, ";
          case TOPK, BOTTOMK, LIMITK -> "2, ";
          case COUNT_VALUES -> "\"value\", ";
          case SUM, AVG, MIN, MAX, COUNT, GROUP, STDDEV, STDVAR -> "";
        };

    assertThat(sql(operator.keyword() + "(" + parameter + "m)")).contains("grid_");
  }

  private static String sql(String query) {
    Steps steps = Steps.between(OPTIONS.startMillis(), OPTIONS.endMillis(), 60_000);
    Plan plan = Binder.bind(PromqlParser.parse(query, ParserFeatures.ALL), steps, OPTIONS);
    PlanScans scans = PlanScans.of(plan, LanguageFeatures.DEFAULT);
    return SqlPrinter.print(LowerPlan.lower(plan, scans, false).statements()).sql();
  }

  private static String argument(ValueType type) {
    return switch (type) {
      case VECTOR -> "m";
      case MATRIX -> "m[5m]";
      case SCALAR -> "0.5";
      case STRING -> "\"label\"";
    };
  }
}
