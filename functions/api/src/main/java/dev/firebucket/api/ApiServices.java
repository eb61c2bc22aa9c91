package dev.firebucket.api;

import dev.firebucket.api.admin.StoreAdmin;
import dev.firebucket.api.rules.RulesView;
import dev.firebucket.api.status.Lifecycle;
import dev.firebucket.api.status.ServerStatus;
import dev.firebucket.api.target.TargetView;
import dev.firebucket.query.engine.QueryEngine;
import dev.firebucket.storage.read.StorageReader;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.InstantSource;

/// What the API shows and controls: services, and ports of the process that serves it.
///
/// @param registry of `/metrics`; queries are counted there
public record ApiServices(
    QueryEngine engine,
    StorageReader reader,
    InstantSource clock,
    PrometheusRegistry registry,
    TargetView targets,
    RulesView rules,
    ServerStatus status,
    Lifecycle lifecycle,
    StoreAdmin admin) {}
