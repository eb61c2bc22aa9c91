package dev.firebucket.house;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/// The Java sources of the repository: every `src/main/java` and `src/test/java`, whatever the
/// module.
///
/// @param root the repository
public record SourceTree(Path root) {
  /// Modules that exist for tests alone.
  private static final Set<Path> FOR_TESTS =
      Set.of(Path.of("localstack", "test-support"), Path.of("samples", "house-rules"));

  /// The folders of sources that ship, and of the benchmarks, sorted.
  public List<Path> mainRoots() throws IOException {
    return roots("main").stream().filter(folder -> !isForTests(folder)).toList();
  }

  /// The folders of tests and of what exists for them, sorted.
  public List<Path> testRoots() throws IOException {
    List<Path> roots = new ArrayList<>(roots("test"));
    roots("main").stream().filter(this::isForTests).forEach(roots::add);
    return roots.stream().sorted().toList();
  }

  private boolean isForTests(Path folder) {
    return FOR_TESTS.stream().anyMatch(root.relativize(folder)::startsWith);
  }

  private List<Path> roots(String kind) throws IOException {
    Path tail = Path.of("src", kind, "java");
    try (Stream<Path> folders = Files.find(root, 7, (path, is) -> is.isDirectory())) {
      return folders.filter(folder -> folder.endsWith(tail) && !isBuilt(folder)).sorted().toList();
    }
  }

  private boolean isBuilt(Path folder) {
    return root.relativize(folder).toString().matches("(.*/)?target/.*");
  }

  /// The Java files below some folders, sorted.
  public static List<Path> files(List<Path> folders) throws IOException {
    List<Path> files = new ArrayList<>();
    for (Path folder : folders) {
      try (Stream<Path> all = Files.walk(folder)) {
        files.addAll(all.filter(file -> file.toString().endsWith(".java")).sorted().toList());
      }
    }
    return files;
  }

  /// Reads what ships.
  public List<SourceFile> main() throws IOException {
    return read(files(mainRoots()));
  }

  /// Reads the tests.
  public List<SourceFile> tests() throws IOException {
    return read(files(testRoots()));
  }

  private List<SourceFile> read(List<Path> files) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    List<SourceFile> read = new ArrayList<>();
    try (StandardJavaFileManager manager =
        compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
      JavacTask task =
          (JavacTask)
              compiler.getTask(
                  null,
                  manager,
                  null,
                  List.of("-proc:none"),
                  null,
                  manager.getJavaFileObjectsFromPaths(files));
      SourcePositions positions = Trees.instance(task).getSourcePositions();
      for (CompilationUnitTree unit : task.parse()) {
        read.add(file(unit, positions));
      }
    }
    return read;
  }

  private SourceFile file(CompilationUnitTree unit, SourcePositions positions) throws IOException {
    Path path = Path.of(unit.getSourceFile().toUri());
    SourceScanner scanner = new SourceScanner(unit, positions);
    scanner.scan(unit, null);
    return new SourceFile(
        root.toAbsolutePath().normalize().relativize(path),
        String.valueOf(unit.getPackageName()),
        Files.readAllLines(path).size(),
        scanner.methods(),
        scanner.hasSql());
  }
}
