package dev.firebucket.alerting.template.function;

import dev.firebucket.go.template.function.FunctionException;
import dev.firebucket.query.result.VectorSample;
import java.util.List;

/// Answers the queries of a template, at the time of the evaluation.
@FunctionalInterface
public interface TemplateQuery {
  /// @throws FunctionException when the query fails or gives no vector
  List<VectorSample> query(String expression) throws FunctionException;
}
