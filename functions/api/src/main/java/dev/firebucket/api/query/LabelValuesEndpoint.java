package dev.firebucket.api.query;

import dev.firebucket.api.answer.ApiAnswer;
import dev.firebucket.api.answer.ApiException;
import dev.firebucket.api.answer.Envelope;
import dev.firebucket.api.request.ApiRequest;
import dev.firebucket.api.request.LimitParameter;
import dev.firebucket.api.request.RequestParameters;
import dev.firebucket.api.request.TimeParameter;
import dev.firebucket.api.routing.Endpoint;
import dev.firebucket.api.routing.Route;
import dev.firebucket.api.routing.Work;
import dev.firebucket.go.time.PrometheusTime;
import dev.firebucket.storage.model.LabelMatcher;
import dev.firebucket.storage.model.LabelSet;
import dev.firebucket.storage.read.StorageReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/// `/api/v1/label/NAME/values`: values of one label.
public final class LabelValuesEndpoint implements Endpoint {
  private static final String BEFORE = "/api/v1/label/";
  private static final String AFTER = "/values";

  private final SeriesFinder finder;

  public LabelValuesEndpoint(StorageReader reader) {
    this.finder = new SeriesFinder(reader);
  }

  /// Its path, for a name of any label.
  public static Route route(StorageReader reader) {
    return new Route(
        BEFORE, ":name", AFTER, Map.of("GET", new LabelValuesEndpoint(reader)), Work.LOOKUP);
  }

  @Override
  public ApiAnswer answer(ApiRequest request) throws IOException {
    RequestParameters parameters = request.parameters();
    String name = EscapedName.unescape(request.between(BEFORE, AFTER));
    if (name.isEmpty()) {
      throw ApiException.badData("invalid label name: \"\"");
    }
    LimitParameter limit = LimitParameter.of(parameters);
    long from = TimeParameter.optional(parameters, "start", PrometheusTime.MIN_MILLIS);
    long to = TimeParameter.optional(parameters, "end", PrometheusTime.MAX_MILLIS);
    List<List<LabelMatcher>> sets = MatcherSets.parse(parameters.all("match[]"));
    SortedSet<String> values = new TreeSet<>(LabelSet::compareUtf8);
    List<String> warnings = new ArrayList<>();
    for (LabelSet labels : finder.find(sets, from, to, warnings)) {
      String value = labels.get(name);
      if (value != null) {
        values.add(value);
      }
    }
    return Envelope.success(limit.cut(new ArrayList<>(values), warnings), warnings);
  }
}
