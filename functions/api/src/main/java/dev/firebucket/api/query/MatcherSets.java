package dev.firebucket.api.query;

import dev.firebucket.api.answer.ApiException;
import dev.firebucket.query.error.PromqlException;
import dev.firebucket.query.parser.PromqlParser;
import dev.firebucket.storage.model.LabelMatcher;
import java.util.ArrayList;
import java.util.List;

/// The `match[]` parameters of a request: series that fulfil any of the sets are meant.
public final class MatcherSets {
  private static final String ALL_EMPTY = "match[] must contain at least one non-empty matcher";

  private MatcherSets() {}

  /// @throws ApiException when one cannot be read, or would match every series
  public static List<List<LabelMatcher>> parse(List<String> selectors) {
    List<List<LabelMatcher>> sets = new ArrayList<>();
    for (String selector : selectors) {
      sets.add(parse(selector));
    }
    return sets;
  }

  /// The same for those calls of which Prometheus' errors name the parameter.
  public static List<List<LabelMatcher>> parseNamed(List<String> selectors) {
    try {
      return parse(selectors);
    } catch (ApiException e) {
      throw ApiException.invalidParameter("match[]", String.valueOf(e.getMessage()));
    }
  }

  private static List<LabelMatcher> parse(String selector) {
    List<LabelMatcher> matchers;
    try {
      matchers = PromqlParser.parseSelector(selector);
    } catch (PromqlException e) {
      throw ApiException.badData(String.valueOf(e.getMessage()));
    }
    if (matchers.stream().allMatch(matcher -> matcher.matches(""))) {
      throw ApiException.badData(ALL_EMPTY);
    }
    return matchers;
  }
}
