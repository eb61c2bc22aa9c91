package dev.firebucket.lambda.pack;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;

/// Many jars as one. A class loader looks through its jars one after another for each of the ten
/// thousand classes of a start, and each jar is opened.
///
/// Nothing gets lost silently: two jars with a file of the same name and different content are
/// refused, but for the lists of services, which become one list, and licences and notices, which
/// are kept under the name of their jar.
final class MergedJar {
  private static final String MANIFEST = "META-INF/MANIFEST.MF";
  private static final String SERVICES = "META-INF/services/";
  private static final String LICENCES = "META-INF/licences/";

  /// What only builds and signatures need, and DuckDB's libraries, which lie next to the jar.
  private static final Pattern DROPPED =
      Pattern.compile(
          "module-info\\.class|libduckdb_java\\.so_.*|META-INF/(MANIFEST\\.MF|INDEX\\.LIST|jandex\\.idx|maven/.*"
              + "|[^/]*\\.(SF|RSA|DSA|EC))");

  private static final Pattern LICENCE =
      Pattern.compile("META-INF/([^/]*(LICEN[CS]E|NOTICE|DEPENDENCIES)[^/]*)");

  private static final Pattern VERSIONED = Pattern.compile("META-INF/versions/(\\d+)/(.+)");

  /// Jars whose versions for newer JDKs take longer to start: zstd-jni calls its library by the
  /// foreign function interface there, which takes a tenth of a second to set up.
  private static final Pattern BASE_VERSION = Pattern.compile(".*zstd-jni.*");

  private final SortedMap<String, byte[]> entries = new TreeMap<>();
  private final Map<String, Set<String>> services = new TreeMap<>();
  private final Map<String, String> origins = new HashMap<>();
  private final int release;

  /// @param release of Java whose versions of classes are taken
  MergedJar(int release) {
    this.release = release;
  }

  /// Adds the files of a jar.
  ///
  /// @param jar its name, for errors and licences
  /// @throws IOException when it cannot be read, or has a file that another jar has differently
  void add(String jar, byte[] content) throws IOException {
    Map<String, byte[]> files = new TreeMap<>();
    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(content))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        if (!entry.isDirectory()) {
          files.put(entry.getName(), in.readAllBytes());
        }
      }
    }
    boolean versioned = isVersioned(files.get(MANIFEST)) && !BASE_VERSION.matcher(jar).matches();
    Map<String, byte[]> own = new TreeMap<>();
    Map<String, Integer> versions = new HashMap<>();
    files.forEach(
        (name, bytes) -> {
          Matcher version = VERSIONED.matcher(name);
          if (!version.matches()) {
            own.putIfAbsent(name, bytes);
            return;
          }
          int number = Integer.parseInt(version.group(1));
          String base = version.group(2);
          if (versioned && number <= release && number > versions.getOrDefault(base, 0)) {
            versions.put(base, number);
            own.put(base, bytes);
          }
        });
    for (Map.Entry<String, byte[]> one : own.entrySet()) {
      add(jar, one.getKey(), one.getValue());
    }
  }

  private static boolean isVersioned(byte @Nullable [] manifest) throws IOException {
    return manifest != null
        && Boolean.parseBoolean(
            new Manifest(new ByteArrayInputStream(manifest))
                .getMainAttributes()
                .getValue(Attributes.Name.MULTI_RELEASE));
  }

  /// Adds one file.
  ///
  /// @param jar where it comes from
  /// @throws IOException when another jar has it differently
  void add(String jar, String name, byte[] content) throws IOException {
    Matcher licence = LICENCE.matcher(name);
    if (name.startsWith(SERVICES)) {
      new String(content, StandardCharsets.UTF_8)
          .lines()
          .map(line -> line.replaceFirst("#.*", "").strip())
          .filter(line -> !line.isEmpty())
          .forEach(services.computeIfAbsent(name, _ -> new LinkedHashSet<>())::add);
    } else if (licence.matches()) {
      entries.put(LICENCES + jar + "/" + licence.group(1), content);
    } else if (!DROPPED.matcher(name).matches()) {
      byte[] other = entries.putIfAbsent(name, content);
      if (other != null && !Arrays.equals(other, content)) {
        throw new IOException(
            "%s has a %s that differs from that of %s; say in MergedJar which of them is meant"
                .formatted(jar, name, origins.get(name)));
      }
      origins.putIfAbsent(name, jar);
    }
  }

  /// All files, with lambdas compiled.
  SortedMap<String, byte[]> entries() {
    services.forEach(
        (name, lines) ->
            entries.put(name, (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8)));
    new CompiledLambdas().compile(entries);
    return entries;
  }
}
