package dev.firebucket.api.query;

import dev.firebucket.api.answer.ApiAnswer;
import dev.firebucket.api.answer.ApiException;
import dev.firebucket.api.answer.Envelope;
import dev.firebucket.api.request.LimitParameter;
import dev.firebucket.api.request.RequestParameters;
import dev.firebucket.api.request.TimeParameter;
import dev.firebucket.api.routing.FormEndpoint;
import dev.firebucket.go.time.PrometheusTime;
import dev.firebucket.storage.model.LabelMatcher;
import dev.firebucket.storage.model.LabelSet;
import dev.firebucket.storage.read.StorageReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// `/api/v1/series`: label sets of the series that match.
public final class SeriesEndpoint implements FormEndpoint {
  private final SeriesFinder finder;

  public SeriesEndpoint(StorageReader reader) {
    this.finder = new SeriesFinder(reader);
  }

  @Override
  public ApiAnswer answer(RequestParameters parameters) throws IOException {
    parameters.requireWellFormed();
    List<String> selectors = parameters.all("match[]");
    if (selectors.isEmpty()) {
      throw ApiException.badData("no match[] parameter provided");
    }
    LimitParameter limit = LimitParameter.of(parameters);
    long from = TimeParameter.optional(parameters, "start", PrometheusTime.MIN_MILLIS);
    long to = TimeParameter.optional(parameters, "end", PrometheusTime.MAX_MILLIS);
    List<List<LabelMatcher>> sets = MatcherSets.parseNamed(selectors);
    List<String> warnings = new ArrayList<>();
    List<LabelSet> found = new ArrayList<>(finder.find(sets, from, to, warnings));
    return Envelope.success(
        limit.cut(found, warnings).stream().map(LabelSet::toMap).toList(), warnings);
  }
}
