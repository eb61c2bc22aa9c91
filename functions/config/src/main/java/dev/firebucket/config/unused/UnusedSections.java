package dev.firebucket.config.unused;

import dev.firebucket.config.names.NameValidationScheme;
import dev.firebucket.config.yaml.ConfigException;
import dev.firebucket.config.yaml.YamlFields;
import dev.firebucket.config.yaml.YamlPosition;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Checks the sections that have no effect here, so that a configuration that Prometheus refuses is
/// refused here too.
public final class UnusedSections {
  private static final Map<String, String> SECTIONS =
      Map.of(
          "remote_write", "samples are not forwarded",
          "remote_read", "queries read this store only",
          "tracing", "nothing is traced",
          "otlp", "OTLP is not received yet");

  private final NameValidationScheme scheme;
  private final Path directory;

  /// @param scheme which names relabelling may make
  /// @param directory that relative paths begin at
  public UnusedSections(NameValidationScheme scheme, Path directory) {
    this.scheme = scheme;
    this.directory = directory;
  }

  /// Checks the sections among the fields of the whole configuration.
  ///
  /// @return for each section that is there, its place and a sentence that it is not used
  public Map<YamlPosition, String> read(YamlFields whole) throws ConfigException {
    RemoteSections remotes = new RemoteSections(scheme, directory);
    remotes.checkWrite(whole);
    remotes.checkRead(whole);
    Optional<String> storage = StorageSection.check(whole);
    TracingSection.check(whole, directory);
    OtlpSection.check(whole, scheme);
    Map<YamlPosition, String> notes = new LinkedHashMap<>();
    for (String field : whole.names()) {
      String reason = SECTIONS.get(field);
      if (reason != null && whole.isSet(field)) {
        notes.put(whole.position(field), field + " is not used: " + reason);
      }
    }
    storage.ifPresent(note -> notes.put(whole.position("storage"), note));
    return notes;
  }
}
