package dev.firebucket.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/// What a module declares for its own code, its code uses.
class DeadDependenciesTest {
  /// What no class names, with the reason why it is there all the same.
  private static final Map<String, String> USED_OTHERWISE =
      Map.of(
          "hadoop-client-api", "parquet-java's signatures name its classes",
          "zstd-jni", "parquet-java calls it; the version is ours",
          "duckdb_jdbc", "java.sql finds its driver by itself",
          "slf4j-simple", "slf4j finds it by itself",
          "firebucket-page", "its files are read out of the class path");

  /// A dependency of this kind does its work while Quarkus builds.
  private static final String EXTENSION = "quarkus-";

  static Stream<Path> poms() throws IOException {
    try (Stream<Path> all = Files.find(Repository.ROOT, 4, (path, is) -> is.isRegularFile())) {
      return all
          .filter(path -> path.endsWith("pom.xml"))
          .filter(path -> Files.isDirectory(path.resolveSibling("target/classes")))
          .filter(path -> !path.toString().contains("house-rules"))
          .sorted()
          .toList()
          .stream();
    }
  }

  @ParameterizedTest
  @MethodSource("poms")
  void everyDependencyIsUsed(Path pom) throws Exception {
    Set<String> used =
        new ClassFileImporter()
            .importPath(pom.resolveSibling("target/classes")).stream()
                .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                .map(dependency -> dependency.getTargetClass().getBaseComponentType().getName())
                .collect(Collectors.toSet());
    List<String> dead = new ArrayList<>();
    for (String artifact : dependencies(pom)) {
      if (!artifact.startsWith(EXTENSION)
          && !USED_OTHERWISE.containsKey(artifact)
          && classesOf(artifact).stream().noneMatch(used::contains)) {
        dead.add(artifact);
      }
    }

    assertThat(dead).as("dependencies of %s that no class of it uses", pom).isEmpty();
  }

  /// The artifacts that a pom declares, those for tests left out.
  private static List<String> dependencies(Path pom) throws Exception {
    Element project =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(pom.toFile())
            .getDocumentElement();
    List<String> artifacts = new ArrayList<>();
    NodeList all = project.getElementsByTagName("dependency");
    for (int i = 0; i < all.getLength(); i++) {
      Element dependency = (Element) all.item(i);
      if (dependency.getParentNode().getParentNode() == project
          && !text(dependency, "scope").equals("test")) {
        artifacts.add(text(dependency, "artifactId"));
      }
    }
    return artifacts;
  }

  private static String text(Element element, String name) {
    NodeList found = element.getElementsByTagName(name);
    return found.getLength() == 0 ? "" : found.item(0).getTextContent().strip();
  }

  private static Set<String> classesOf(String artifact) throws IOException {
    Set<String> names = new HashSet<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      Path path = Path.of(entry);
      if (path.getFileName().toString().matches(artifact + "-\\d.*\\.jar")) {
        try (JarFile jar = new JarFile(path.toFile())) {
          jar.stream().forEach(file -> add(file.getName(), names));
        }
      } else if (isModule(path, artifact)) {
        try (Stream<Path> files = Files.walk(path)) {
          files.forEach(file -> add(path.relativize(file).toString(), names));
        }
      }
    }
    assertThat(names).as("classes of %s on the class path", artifact).isNotEmpty();
    return names;
  }

  /// Whether a folder of classes is that of a module of ours.
  private static boolean isModule(Path classes, String artifact) throws IOException {
    if (!classes.endsWith(Path.of("target", "classes"))) {
      return false;
    }
    Path pom = classes.resolveSibling("../pom.xml").normalize();
    return Files.readString(pom)
        .replaceFirst("(?s)<parent>.*?</parent>", "")
        .contains("<artifactId>" + artifact + "</artifactId>\n  <name>");
  }

  private static void add(String file, Set<String> names) {
    if (file.endsWith(".class")) {
      names.add(file.substring(0, file.length() - ".class".length()).replace('/', '.'));
    }
  }
}
