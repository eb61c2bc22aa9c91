package dev.firebucket.local.up;

import dev.firebucket.api.target.TargetView;
import dev.firebucket.ingest.clock.ScrapeClock;
import dev.firebucket.ingest.status.DroppedTarget;
import dev.firebucket.ingest.status.GlobalUrl;
import dev.firebucket.ingest.status.TargetMetadata;
import dev.firebucket.ingest.status.TargetStatus;
import java.net.URI;
import java.util.List;
import java.util.Map;

/// The targets that this process scrapes.
final class LocalTargetView implements TargetView {
  private final ScrapeClock scrapes;
  private final UpSettings settings;

  LocalTargetView(ScrapeClock scrapes, UpSettings settings) {
    this.scrapes = scrapes;
    this.settings = settings;
  }

  @Override
  public List<TargetStatus> activeTargets() {
    return scrapes.activeTargets();
  }

  @Override
  public List<DroppedTarget> droppedTargets() {
    return scrapes.droppedTargets();
  }

  @Override
  public Map<String, Integer> droppedTargetCounts() {
    return scrapes.droppedTargetCounts();
  }

  @Override
  public List<TargetMetadata> metadata() {
    return scrapes.metadata();
  }

  @Override
  public String globalUrl(String url) {
    return GlobalUrl.of(url, URI.create(settings.publicUrl()), settings.listen().port());
  }
}
