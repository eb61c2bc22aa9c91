package dev.firebucket.api.query;

import dev.firebucket.api.answer.ApiAnswer;
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
import java.util.SortedSet;
import java.util.TreeSet;

/// `/api/v1/labels`: names of labels.
public final class LabelsEndpoint implements FormEndpoint {
  private final SeriesFinder finder;

  public LabelsEndpoint(StorageReader reader) {
    this.finder = new SeriesFinder(reader);
  }

  @Override
  public ApiAnswer answer(RequestParameters parameters) throws IOException {
    LimitParameter limit = LimitParameter.of(parameters);
    long from = TimeParameter.optional(parameters, "start", PrometheusTime.MIN_MILLIS);
    long to = TimeParameter.optional(parameters, "end", PrometheusTime.MAX_MILLIS);
    List<List<LabelMatcher>> sets = MatcherSets.parse(parameters.all("match[]"));
    SortedSet<String> names = new TreeSet<>(LabelSet::compareUtf8);
    List<String> warnings = new ArrayList<>();
    for (LabelSet labels : finder.find(sets, from, to, warnings)) {
      labels.forEach((name, value) -> names.add(name));
    }
    return Envelope.success(limit.cut(new ArrayList<>(names), warnings), warnings);
  }
}
