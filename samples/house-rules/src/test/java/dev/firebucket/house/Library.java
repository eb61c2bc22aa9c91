package dev.firebucket.house;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/// A library as it was resolved: what the class path of this module holds, which is all that ships
/// and what tests need besides.
///
/// @param group such as `io.netty`
/// @param artifact such as `netty-codec-http`
/// @param version such as `4.1.140.Final`
/// @param licences as its pom or the nearest of its parents names them
record Library(String group, String artifact, String version, List<String> licences) {
  Library {
    licences = List.copyOf(licences);
  }

  String coordinates() {
    return group + ":" + artifact;
  }

  @Override
  public String toString() {
    return coordinates() + ":" + version;
  }

  static List<Library> onClassPath() throws IOException {
    List<Library> libraries = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      Path folder = Path.of(entry).toAbsolutePath().getParent();
      if (entry.endsWith(".jar") && !entry.contains("/target/")) {
        libraries.add(ofFolder(folder));
      }
    }
    return libraries;
  }

  /// `…/io/netty/netty-common/4.1.140.Final` of Maven's repository.
  private static Library ofFolder(Path folder) throws IOException {
    String version = folder.getFileName().toString();
    String artifact = folder.getParent().getFileName().toString();
    Element pom = read(folder.resolve(artifact + "-" + version + ".pom"));
    String group =
        text(pom, "groupId").or(() -> parent(pom).flatMap(p -> text(p, "groupId"))).orElseThrow();
    Path repository = folder.getParent().getParent();
    for (int i = 0; i < group.split("\\.").length; i++) {
      repository = repository.getParent();
    }
    return new Library(group, artifact, version, licences(pom, repository));
  }

  private static List<String> licences(Element pom, Path repository) throws IOException {
    Optional<Element> named = child(pom, "licenses");
    if (named.isPresent()) {
      return children(named.get()).stream()
          .map(one -> text(one, "name").or(() -> text(one, "url")).orElse("unnamed"))
          .toList();
    }
    Optional<Element> parent = parent(pom);
    if (parent.isEmpty()) {
      return List.of();
    }
    String group = text(parent.get(), "groupId").orElseThrow();
    String artifact = text(parent.get(), "artifactId").orElseThrow();
    String version = text(parent.get(), "version").orElseThrow();
    return licences(
        read(
            repository
                .resolve(group.replace('.', '/'))
                .resolve(artifact)
                .resolve(version)
                .resolve(artifact + "-" + version + ".pom")),
        repository);
  }

  private static Element read(Path pom) throws IOException {
    try {
      return DocumentBuilderFactory.newInstance()
          .newDocumentBuilder()
          .parse(pom.toFile())
          .getDocumentElement();
    } catch (ParserConfigurationException | SAXException e) {
      throw new IOException(pom + " cannot be read", e);
    }
  }

  private static Optional<Element> parent(Element pom) {
    return child(pom, "parent");
  }

  private static Optional<String> text(Element element, String name) {
    return child(element, name).map(found -> found.getTextContent().strip());
  }

  private static Optional<Element> child(Element element, String name) {
    return children(element).stream().filter(one -> one.getTagName().equals(name)).findFirst();
  }

  private static List<Element> children(Element element) {
    List<Element> children = new ArrayList<>();
    for (Node at = element.getFirstChild(); at != null; at = at.getNextSibling()) {
      if (at instanceof Element one) {
        children.add(one);
      }
    }
    return children;
  }
}
