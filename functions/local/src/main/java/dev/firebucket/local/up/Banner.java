package dev.firebucket.local.up;

import dev.firebucket.config.PrometheusConfig;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What `up` prints when it is ready: where to look.
final class Banner {
  private Banner() {}

  /// @param demo what the demo app answers to, null where it does not run
  static void print(LocalServices services, @Nullable String demo, PrintStream out) {
    lines(services, demo).forEach(out::println);
    out.flush();
  }

  private static List<String> lines(LocalServices services, @Nullable String demo) {
    UpSettings settings = services.settings();
    String url = settings.listen().url();
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.add("  Firebucket is ready: " + url);
    lines.add("    configuration  " + settings.configFile() + "  (" + jobs(services) + ")");
    lines.add("    storage        " + services.bucket().store().location());
    if (demo != null) {
      lines.add(
          "    demo app       " + demo + "  (in this process, because no --config.file was given)");
    }
    lines.add("    push           " + url + "/push");
    lines.add("    try            curl '" + url + "/api/v1/query?query=up'");
    lines.add("");
    return lines;
  }

  private static String jobs(LocalServices services) {
    PrometheusConfig config = services.config().current();
    int jobs = config.scrapeConfigs().size();
    return jobs == 1 ? "1 job" : jobs + " jobs";
  }
}
