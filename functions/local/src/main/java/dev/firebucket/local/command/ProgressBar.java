package dev.firebucket.local.command;

import java.io.Console;
import java.io.PrintWriter;
import java.util.Optional;

/// A bar that grows in its line, on a terminal; nothing where the output goes elsewhere.
final class ProgressBar {
  private static final int WIDTH = 30;

  private final PrintWriter out;
  private final boolean shown;
  private String last = "";

  private ProgressBar(PrintWriter out, boolean shown) {
    this.out = out;
    this.shown = shown;
  }

  static ProgressBar on(PrintWriter out) {
    return new ProgressBar(
        out, Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent());
  }

  /// @param done of `all`
  /// @param words what is done, such as `1,000 samples`
  void show(long done, long all, String words) {
    if (!shown) {
      return;
    }
    int filled = all == 0 ? WIDTH : (int) (WIDTH * done / all);
    long percent = all == 0 ? 100 : 100 * done / all;
    String line =
        "[%s%s] %3d %%, %s"
            .formatted("#".repeat(filled), " ".repeat(WIDTH - filled), percent, words);
    if (!line.equals(last)) {
      out.print('\r' + line);
      out.flush();
      last = line;
    }
  }

  /// Ends the line.
  void end() {
    if (!last.isEmpty()) {
      out.println();
      out.flush();
    }
  }
}
