package dev.firebucket.api;

import static dev.firebucket.api.routing.Route.change;
import static dev.firebucket.api.routing.Route.form;
import static dev.firebucket.api.routing.Route.get;
import static dev.firebucket.api.routing.Work.LOOKUP;
import static dev.firebucket.api.routing.Work.QUERY;
import static dev.firebucket.api.routing.Work.WRITE;

import dev.firebucket.api.admin.CleanTombstonesEndpoint;
import dev.firebucket.api.admin.DeleteSeriesEndpoint;
import dev.firebucket.api.admin.SnapshotEndpoint;
import dev.firebucket.api.answer.ApiAnswer;
import dev.firebucket.api.answer.JsonBody;
import dev.firebucket.api.metrics.MetricsEndpoint;
import dev.firebucket.api.metrics.QueryMetrics;
import dev.firebucket.api.page.GraphEndpoint;
import dev.firebucket.api.page.PageFiles;
import dev.firebucket.api.push.PushEndpoint;
import dev.firebucket.api.query.ExemplarsEndpoint;
import dev.firebucket.api.query.ExplainEndpoint;
import dev.firebucket.api.query.FormatQueryEndpoint;
import dev.firebucket.api.query.InstantQueryEndpoint;
import dev.firebucket.api.query.LabelValuesEndpoint;
import dev.firebucket.api.query.LabelsEndpoint;
import dev.firebucket.api.query.ParseQueryEndpoint;
import dev.firebucket.api.query.QueryRunner;
import dev.firebucket.api.query.RangeQueryEndpoint;
import dev.firebucket.api.query.SeriesEndpoint;
import dev.firebucket.api.query.StorageFilesEndpoint;
import dev.firebucket.api.routing.Route;
import dev.firebucket.api.rules.RulesEndpoint;
import dev.firebucket.api.status.AbsentEndpoint;
import dev.firebucket.api.status.BuildInfo;
import dev.firebucket.api.status.FeaturesEndpoint;
import dev.firebucket.api.status.LifecycleEndpoint;
import dev.firebucket.api.status.StatusEndpoint;
import dev.firebucket.api.status.TsdbStatusEndpoint;
import dev.firebucket.api.target.MetadataEndpoint;
import dev.firebucket.api.target.TargetMetadataEndpoint;
import dev.firebucket.api.target.TargetsEndpoint;
import dev.firebucket.api.write.RemoteWriteEndpoint;
import dev.firebucket.ingest.push.PushHttp;
import dev.firebucket.ingest.remotewrite.RemoteWriteReceiver;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Every path of the API, and who answers it.
public final class ApiRoutes {
  private ApiRoutes() {}

  /// What everybody serves who has a bucket: queries, status, the page.
  public static List<Route> reading(ApiServices services) {
    List<Route> routes = new ArrayList<>();
    routes.addAll(query(services));
    routes.addAll(targetsAndRules(services));
    routes.addAll(status(services));
    routes.addAll(control(services));
    routes.addAll(AbsentEndpoint.routes());
    routes.addAll(PageFiles.routes());
    return routes;
  }

  /// What takes samples: the Pushgateway under `/push`, and remote write.
  public static List<Route> writing(PushHttp pushGateway, RemoteWriteReceiver remoteWrite) {
    return List.of(
        PushEndpoint.below(pushGateway),
        Route.of("/api/v1/write", Map.of("POST", new RemoteWriteEndpoint(remoteWrite))).as(WRITE));
  }

  private static List<Route> query(ApiServices services) {
    var engine = services.engine();
    var reader = services.reader();
    var clock = services.clock();
    QueryRunner runner = new QueryRunner(new QueryMetrics(services.registry(), engine));
    return List.of(
        form("/api/v1/query", new InstantQueryEndpoint(engine, runner, clock)).as(QUERY),
        form("/api/v1/query_range", new RangeQueryEndpoint(engine, runner)).as(QUERY),
        form("/api/v1/query_exemplars", new ExemplarsEndpoint(engine)),
        form("/api/v1/explain", new ExplainEndpoint(engine, clock)).as(QUERY),
        form("/api/v1/format_query", new FormatQueryEndpoint(engine)),
        form("/api/v1/parse_query", new ParseQueryEndpoint(engine)),
        form("/api/v1/series", new SeriesEndpoint(reader)).as(LOOKUP),
        form("/api/v1/labels", new LabelsEndpoint(reader)).as(LOOKUP),
        LabelValuesEndpoint.route(reader),
        form("/api/v1/storage/files", new StorageFilesEndpoint(reader)).as(LOOKUP));
  }

  private static List<Route> targetsAndRules(ApiServices services) {
    TargetsEndpoint targets = new TargetsEndpoint(services.targets());
    RulesEndpoint rules = new RulesEndpoint(services.rules());
    return List.of(
        get("/api/v1/targets", request -> targets.targets(request.parameters())),
        get("/api/v1/scrape_pools", _ -> targets.scrapePools()),
        get("/api/v1/metadata", new MetadataEndpoint(services.targets())),
        get("/api/v1/targets/metadata", new TargetMetadataEndpoint(services.targets())),
        get("/api/v1/rules", request -> rules.rules(request.parameters())),
        get("/api/v1/alerts", _ -> rules.alerts()),
        get("/api/v1/alertmanagers", _ -> rules.alertmanagers()));
  }

  private static List<Route> status(ApiServices services) {
    StatusEndpoint status = new StatusEndpoint(services.status(), services.clock());
    TsdbStatusEndpoint tsdb = new TsdbStatusEndpoint(services.reader(), services.clock());
    return List.of(
        get("/api/v1/status/config", _ -> status.config()),
        get("/api/v1/status/flags", _ -> status.flags()),
        get("/api/v1/status/buildinfo", _ -> status.buildInfo()),
        get("/api/v1/status/runtimeinfo", _ -> status.runtimeInfo()),
        get("/api/v1/status/walreplay", _ -> status.walReplay()),
        get("/api/v1/notifications", _ -> status.notifications()),
        get("/api/v1/status/tsdb", request -> tsdb.tsdb(request.parameters())).as(LOOKUP),
        get("/api/v1/status/tsdb/blocks", _ -> tsdb.blocks()),
        get("/api/v1/features", new FeaturesEndpoint(services.engine(), services.status())),
        get("/metrics", new MetricsEndpoint(services.registry())),
        get("/version", _ -> JsonBody.answer(200, BuildInfo.current())),
        get("/graph", new GraphEndpoint()),
        get("/query", new GraphEndpoint()));
  }

  /// Whoever gets an answer here gets one to everything: services are built before requests come.
  private static List<Route> control(ApiServices services) {
    LifecycleEndpoint lifecycle = new LifecycleEndpoint(services.lifecycle());
    return List.of(
        get("/-/healthy", _ -> ApiAnswer.plain(200, "Firebucket is Healthy.\n")),
        get("/-/ready", _ -> ApiAnswer.plain(200, "Firebucket is Ready.\n")),
        change("/-/reload", _ -> lifecycle.reload())
            .and("GET", _ -> LifecycleEndpoint.onlyPostOrPut()),
        change("/-/quit", _ -> lifecycle.quit()).and("GET", _ -> LifecycleEndpoint.onlyPostOrPut()),
        change("/api/v1/admin/tsdb/delete_series", new DeleteSeriesEndpoint(services.admin()))
            .as(LOOKUP),
        change("/api/v1/admin/tsdb/clean_tombstones", new CleanTombstonesEndpoint(services.admin()))
            .as(LOOKUP),
        change("/api/v1/admin/tsdb/snapshot", new SnapshotEndpoint(services.admin())).as(LOOKUP));
  }
}
