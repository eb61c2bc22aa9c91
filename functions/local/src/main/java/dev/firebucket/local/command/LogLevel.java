package dev.firebucket.local.command;

import java.util.Locale;

/// `--log.level`.
enum LogLevel {
  DEBUG,
  INFO,
  WARN,
  ERROR;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
