package dev.firebucket.lambda.pack;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/// Makes the content of a function's zip out of the zip that Quarkus makes of a hundred jars.
///
/// ```
/// lib/function.jar    what Quarkus wrote, and the function's own module
/// lib/libraries.jar   all other jars, as one
/// start               a script that AWS may start the function by
/// ```
public final class Pack {
  private static final String LIB = "lib/";
  private static final String JAR = ".jar";
  private static final String START = "start";

  private Pack() {}

  /// @param arguments Quarkus' zip, and a folder for the content of the new one
  /// @throws IOException when a jar cannot be read, or two have a file of one name that differs
  public static void main(String[] arguments) throws IOException {
    pack(Path.of(arguments[0]), Path.of(arguments[1]));
  }

  static void pack(Path zip, Path target) throws IOException {
    int release = Runtime.version().feature();
    MergedJar function = new MergedJar(release);
    MergedJar libraries = new MergedJar(release);
    try (ZipFile quarkus = new ZipFile(zip.toFile())) {
      List<? extends ZipEntry> files =
          quarkus.stream()
              .filter(entry -> !entry.isDirectory())
              // The order in which the runtime would look through them.
              .sorted(Comparator.comparing(ZipEntry::getName))
              .toList();
      for (ZipEntry entry : files) {
        String name = entry.getName();
        byte[] bytes = bytes(quarkus, entry);
        if (!name.startsWith(LIB)) {
          function.add("function", name, bytes);
        } else if (name.endsWith(JAR)) {
          libraries.add(name.substring(LIB.length(), name.length() - JAR.length()), bytes);
        } else {
          throw new IOException(
              "%s has %s, which is no jar; say in Pack where it goes".formatted(zip, name));
        }
      }
    }
    Files.createDirectories(target.resolve(LIB));
    Jars.write(function.entries(), target.resolve(LIB + "function.jar"));
    Jars.write(libraries.entries(), target.resolve(LIB + "libraries.jar"));
    try (InputStream start = Pack.class.getResourceAsStream(START)) {
      Files.write(target.resolve(START), Objects.requireNonNull(start, START).readAllBytes());
    }
  }

  private static byte[] bytes(ZipFile zip, ZipEntry entry) throws IOException {
    try (InputStream in = zip.getInputStream(entry)) {
      return in.readAllBytes();
    }
  }
}
