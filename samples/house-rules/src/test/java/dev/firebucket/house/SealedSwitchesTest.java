package dev.firebucket.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.Trees;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A switch over a sealed type has a branch for each leaf and none for the rest, so that the
/// compiler finds every place that a new leaf concerns.
class SealedSwitchesTest {
  /// Sources that are compiled only by their own profile.
  private static final Path BENCHMARKS = Path.of("samples", "benchmarks");

  @TempDir private Path folder;

  @Test
  void noSwitchOverASealedTypeHasABranchForTheRest() throws IOException {
    SourceTree tree = new SourceTree(Repository.ROOT);
    List<Path> roots =
        tree.mainRoots().stream()
            .filter(root -> !Repository.ROOT.relativize(root).startsWith(BENCHMARKS))
            .toList();

    SealedSwitches switches = scan(SourceTree.files(roots));

    assertThat(switches.seen()).isGreaterThan(50);
    assertThat(switches.open()).isEmpty();
  }

  @Test
  void aDefaultAndAPatternForTheWholeTypeAreFound() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("Sample.java"),
            """
            class Sample {
              sealed interface Shape {}
              record Circle(int radius) implements Shape {}
              record Square(int side) implements Shape {}
              enum Colour { RED, BLUE }
              int good(Shape shape) {
                return switch (shape) { case Circle c -> 1; case Square(int side) -> 2; };
              }
              int withDefault(Shape shape) {
                return switch (shape) { case Circle c -> 1; default -> 2; };
              }
              int withTheRest(Shape shape) {
                return switch (shape) { case Circle c -> 1; case Shape rest -> 2; };
              }
              void statement(Shape shape) {
                switch (shape) { case Circle c -> {} case null, default -> {} }
              }
              <T extends Object> int others(Object object, Colour colour) {
                return switch (object) { case Circle c -> 1; default -> 2; }
                    + switch (colour) { case RED -> 1; default -> 2; };
              }
            }
            """);

    SealedSwitches switches = scan(List.of(file));

    assertThat(switches.seen()).isEqualTo(4);
    assertThat(switches.open())
        .extracting(place -> place.replaceAll(".*Sample.java:(\\d+):.*", "$1"))
        .containsExactly("10", "13", "16");
  }

  private static SealedSwitches scan(List<Path> files) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    DiagnosticCollector<JavaFileObject> problems = new DiagnosticCollector<>();
    try (StandardJavaFileManager manager =
        compiler.getStandardFileManager(problems, null, StandardCharsets.UTF_8)) {
      manager.setLocationFromPaths(StandardLocation.CLASS_PATH, libraries());
      JavacTask task =
          (JavacTask)
              compiler.getTask(
                  null,
                  manager,
                  problems,
                  List.of("-proc:none", "-implicit:none", "-Xlint:none"),
                  null,
                  manager.getJavaFileObjectsFromPaths(files));
      List<CompilationUnitTree> units = new ArrayList<>();
      task.parse().forEach(units::add);
      task.analyze();
      assertThat(problems.getDiagnostics())
          .filteredOn(problem -> problem.getKind() == Diagnostic.Kind.ERROR)
          .isEmpty();
      SealedSwitches switches = new SealedSwitches(Trees.instance(task), task.getTypes());
      units.forEach(unit -> switches.scan(unit, null));
      return switches;
    }
  }

  /// The jars that the modules are compiled with; their own classes come from the sources.
  private static List<Path> libraries() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
        .map(Path::of)
        .filter(entry -> entry.toString().endsWith(".jar"))
        .toList();
  }
}
