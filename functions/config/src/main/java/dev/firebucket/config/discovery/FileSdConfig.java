package dev.firebucket.config.discovery;

import dev.firebucket.config.files.FilePattern;
import java.time.Duration;
import java.util.List;

/// Targets read from files that others write, one item of `file_sd_configs`.
///
/// @param files patterns of `.json`, `.yml` and `.yaml` files
/// @param refreshInterval how often to read them again
public record FileSdConfig(List<FilePattern> files, Duration refreshInterval) {
  public FileSdConfig {
    files = List.copyOf(files);
  }
}
