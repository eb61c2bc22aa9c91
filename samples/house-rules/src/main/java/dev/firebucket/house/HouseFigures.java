package dev.firebucket.house;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// Prints the figures of the house as Markdown: sizes of files, methods and packages, and what the
/// way from a plan to SQL takes.
///
/// `java samples/house-rules/src/main/java/dev/firebucket/house/HouseFigures.java [REPOSITORY]`
public final class HouseFigures {
  private static final int LARGEST = 10;

  /// The packages between a plan and DuckDB.
  private static final List<String> LOWERING =
      List.of(
          "dev.firebucket.query.lower",
          "dev.firebucket.query.duckdb",
          "dev.firebucket.query.arena");

  private HouseFigures() {}

  public static void main(String[] arguments) throws IOException {
    SourceTree tree =
        new SourceTree(
            Path.of(arguments.length == 0 ? "." : arguments[0]).toAbsolutePath().normalize());
    print(tree, new PrintStream(System.out, true, StandardCharsets.UTF_8));
  }

  private static void print(SourceTree tree, PrintStream out) throws IOException {
    List<SourceFile> main = tree.main();
    List<SourceFile> tests = tree.tests();
    List<SourceFile> files = main.stream().filter(file -> !file.isPackageInfo()).toList();
    List<SourceMethod> methods = main.stream().flatMap(file -> file.methods().stream()).toList();
    out.println("| what | figure |");
    out.println("|---|---|");
    row(out, "main files (without package-info)", files.size());
    row(out, "their lines", lines(files));
    row(out, "lines of a file: median / p90 / p99 / max", sizes(files));
    row(out, "methods", methods.size());
    row(out, "lines of a method: median / p90 / p99 / max", sizesOf(methods));
    row(out, "methods above 50 lines", methods.stream().filter(m -> m.lines() > 50).count());
    row(out, "test files", tests.size());
    row(out, "their lines", lines(tests));
    row(out, "packages with classes", packages(files).size());
    row(out, "files of a package: median / p90 / p99 / max", packageSizes(files));
    row(out, "lines of lower + duckdb + arena", lines(files, HouseFigures::isLowering));
    row(
        out,
        "files of lower + duckdb + arena",
        files.stream().filter(HouseFigures::isLowering).count());
    row(out, "files that hold a text of SQL", files.stream().filter(SourceFile::hasSql).count());
    row(out, "of these in query", files.stream().filter(HouseFigures::isQueryWithSql).count());
    out.println();
    largest(files, main, out);
    out.println();
    modules(files, out);
  }

  private static void largest(List<SourceFile> files, List<SourceFile> main, PrintStream out) {
    out.println("Largest packages: " + join(packages(files), LARGEST));
    out.println();
    out.println(
        "Largest files: "
            + files.stream()
                .sorted(Comparator.comparingInt(SourceFile::lines).reversed())
                .limit(LARGEST)
                .map(file -> file.path().getFileName() + " " + file.lines())
                .collect(Collectors.joining(", ")));
    out.println();
    record Named(SourceFile file, SourceMethod method) {}
    out.println(
        "Largest methods: "
            + main.stream()
                .flatMap(file -> file.methods().stream().map(method -> new Named(file, method)))
                .sorted(Comparator.comparingInt((Named named) -> named.method().lines()).reversed())
                .limit(LARGEST)
                .map(
                    named ->
                        named.file().path().getFileName()
                            + ":"
                            + named.method().name()
                            + " "
                            + named.method().lines())
                .collect(Collectors.joining(", ")));
  }

  private static void modules(List<SourceFile> files, PrintStream out) {
    Map<String, List<SourceFile>> modules =
        files.stream()
            .collect(
                Collectors.groupingBy(HouseFigures::module, TreeMap::new, Collectors.toList()));
    out.println("| module | files | lines |");
    out.println("|---|---|---|");
    modules.forEach(
        (module, own) ->
            out.println("| " + module + " | " + own.size() + " | " + lines(own) + " |"));
  }

  private static String module(SourceFile file) {
    String path = file.path().toString().replace('\\', '/');
    return path.substring(0, path.indexOf("/src/main/java/"));
  }

  private static void row(PrintStream out, String what, Object figure) {
    out.println("| " + what + " | " + figure + " |");
  }

  private static boolean isLowering(SourceFile file) {
    return LOWERING.stream()
        .anyMatch(
            root -> file.packageName().equals(root) || file.packageName().startsWith(root + "."));
  }

  private static boolean isQueryWithSql(SourceFile file) {
    return file.hasSql() && file.packageName().startsWith("dev.firebucket.query");
  }

  private static int lines(List<SourceFile> files) {
    return lines(files, file -> true);
  }

  private static int lines(List<SourceFile> files, Predicate<SourceFile> which) {
    return files.stream().filter(which).mapToInt(SourceFile::lines).sum();
  }

  private static Distribution sizes(List<SourceFile> files) {
    return new Distribution(files.stream().mapToInt(SourceFile::lines).toArray());
  }

  private static Distribution sizesOf(List<SourceMethod> methods) {
    return new Distribution(methods.stream().mapToInt(SourceMethod::lines).toArray());
  }

  private static Distribution packageSizes(List<SourceFile> files) {
    return new Distribution(packages(files).values().stream().mapToInt(Long::intValue).toArray());
  }

  private static Map<String, Long> packages(List<SourceFile> files) {
    return files.stream()
        .collect(
            Collectors.groupingBy(SourceFile::packageName, TreeMap::new, Collectors.counting()));
  }

  private static String join(Map<String, Long> counts, int limit) {
    return counts.entrySet().stream()
        .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
        .limit(limit)
        .map(entry -> entry.getKey().replace("dev.firebucket.", "") + " " + entry.getValue())
        .collect(Collectors.joining(", "));
  }
}
