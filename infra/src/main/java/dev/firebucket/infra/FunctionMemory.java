package dev.firebucket.infra;

/// Memory of each function in MB. A whole processor comes with 1,769, a second one with 3,538.
record FunctionMemory(int scrape, int push, int query, int rules, int compact) {
  /// What AWS offers as `/tmp`, in MB.
  static final int LEAST_DISK = 512;

  static final int MOST_DISK = 10240;

  FunctionMemory {
    require("scrapeMemory", scrape, 512);
    require("pushMemory", push, 512);
    require("queryMemory", query, 1024);
    require("rulesMemory", rules, 1024);
    require("compactMemory", compact, 1024);
  }

  static FunctionMemory of(ContextParameters parameters) {
    return new FunctionMemory(
        parameters.number("scrapeMemory", 1024),
        parameters.number("pushMemory", 1024),
        parameters.number("queryMemory", 3008),
        parameters.number("rulesMemory", 2048),
        parameters.number("compactMemory", 3008));
  }

  /// New accounts may not have more than 3,008 MB in a function: AWS says so at deployment.
  private static void require(String name, int megabytes, int least) {
    ContextParameters.require(
        megabytes >= least && megabytes <= 10240, name, megabytes, least + " to 10240 (MB)");
  }
}
