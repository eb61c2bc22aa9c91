package dev.firebucket.lambda.pack;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Makes the content of a function's zip out of a folder with its hundred jars in `lib/`.
///
/// ```
/// lib/function.jar    the function's own module
/// lib/libraries.jar   all other jars, as one
/// start               a script that AWS may start the function by
/// ```
public final class Pack {
  private static final String LIB = "lib/";
  private static final String JAR = ".jar";
  private static final String START = "start";
  private static final int DEEPEST = 100;

  private Pack() {}

  /// @param arguments the folder, and one for the content of the new zip
  /// @throws IOException when a jar cannot be read, or two have a file of one name that differs
  public static void main(String[] arguments) throws IOException {
    pack(Path.of(arguments[0]), Path.of(arguments[1]));
  }

  static void pack(Path source, Path target) throws IOException {
    int release = Runtime.version().feature();
    MergedJar function = new MergedJar(release);
    MergedJar libraries = new MergedJar(release);
    // The order in which the runtime would look through them.
    for (Map.Entry<String, byte[]> file : files(source).entrySet()) {
      String name = file.getKey();
      if (!name.startsWith(LIB)) {
        function.add("function", name, file.getValue());
      } else if (name.endsWith(JAR)) {
        libraries.add(name.substring(LIB.length(), name.length() - JAR.length()), file.getValue());
      } else {
        throw new IOException(
            "%s has %s, which is no jar; say in Pack where it goes".formatted(source, name));
      }
    }
    Files.createDirectories(target.resolve(LIB));
    Jars.write(function.entries(), target.resolve(LIB + "function.jar"));
    Jars.write(libraries.entries(), target.resolve(LIB + "libraries.jar"));
    try (InputStream start = Pack.class.getResourceAsStream(START)) {
      Files.write(target.resolve(START), Objects.requireNonNull(start, START).readAllBytes());
    }
  }

  private static SortedMap<String, byte[]> files(Path folder) throws IOException {
    SortedMap<String, byte[]> files = new TreeMap<>();
    try (Stream<Path> all = Files.find(folder, DEEPEST, (_, is) -> is.isRegularFile())) {
      for (Path file : (Iterable<Path>) all::iterator) {
        files.put(
            folder.relativize(file).toString().replace(File.separatorChar, '/'),
            Files.readAllBytes(file));
      }
    }
    return files;
  }
}
