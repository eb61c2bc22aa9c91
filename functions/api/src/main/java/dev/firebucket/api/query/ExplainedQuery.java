package dev.firebucket.api.query;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.firebucket.query.engine.Analysis;
import dev.firebucket.query.engine.Cost;
import dev.firebucket.query.engine.Explanation;
import dev.firebucket.query.engine.ReadCost;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What `/api/v1/explain` answers; the warnings stand in the envelope.
///
/// @param expression the query as it was written
/// @param plan the bound plan, an indented tree
/// @param sql the SQL, one common table expression per node; empty for a string
/// @param scans the SQL that gives the samples that the query reads, as in [Explanation]
/// @param reads what fetching those samples takes
/// @param costs the steps in their order; null where it was not run
@JsonInclude(JsonInclude.Include.NON_NULL)
record ExplainedQuery(
    String expression,
    String plan,
    String sql,
    List<String> scans,
    ReadCost reads,
    @Nullable List<Cost> costs) {

  static ExplainedQuery of(Explanation how) {
    return new ExplainedQuery(
        how.expression(), how.plan(), how.sql(), how.scans(), how.reads(), null);
  }

  static ExplainedQuery of(Analysis how) {
    return new ExplainedQuery(
        how.expression(), how.plan(), how.sql(), how.scans(), how.reads(), how.costs());
  }
}
