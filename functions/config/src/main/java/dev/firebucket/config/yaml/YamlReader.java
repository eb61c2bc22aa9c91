package dev.firebucket.config.yaml;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.schema.FailsafeSchema;

/// Reads the first document of a YAML file, as Prometheus does, into nodes with positions.
public final class YamlReader {
  /// A larger file is not a configuration; Prometheus has no limit.
  private static final int MAX_CHARACTERS = 64 * 1024 * 1024;

  private YamlReader() {}

  /// Reads a file.
  ///
  /// @return the document, empty for a file without any
  /// @throws ConfigException when it is missing, unreadable, not UTF-8 or not YAML
  public static Optional<YamlNode> readFile(Path file) throws ConfigException {
    YamlPosition whole = YamlPosition.ofFile(file.toString());
    byte[] bytes;
    try {
      bytes = Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      throw whole.error("no such file or directory");
    } catch (IOException e) {
      throw whole.error("cannot be read: " + e.getMessage());
    }
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return readText(file.toString(), text);
    } catch (CharacterCodingException e) {
      throw whole.error("yaml: invalid UTF-8");
    }
  }

  /// Reads text.
  ///
  /// @param file the name to show in errors
  /// @return the document, empty for a text without any
  /// @throws ConfigException when it is not YAML
  public static Optional<YamlNode> readText(String file, String text) throws ConfigException {
    LoadSettings settings =
        LoadSettings.builder()
            .setLabel(file)
            .setSchema(new FailsafeSchema())
            .setCodePointLimit(MAX_CHARACTERS)
            .build();
    try {
      Iterator<Node> documents = new Compose(settings).composeAllFromString(text).iterator();
      if (!documents.hasNext()) {
        return Optional.empty();
      }
      return Optional.of(new NodeConverter(file).convert(documents.next()));
    } catch (MarkedYamlEngineException e) {
      throw syntaxError(file, e);
    } catch (ReaderException e) {
      throw YamlPosition.ofFile(file).error("yaml: control characters are not allowed");
    } catch (YamlEngineException e) {
      throw YamlPosition.ofFile(file).error("yaml: " + e.getMessage());
    }
  }

  private static ConfigException syntaxError(String file, MarkedYamlEngineException e) {
    Mark mark = e.getProblemMark().or(e::getContextMark).orElse(null);
    YamlPosition position =
        mark == null
            ? YamlPosition.ofFile(file)
            : new YamlPosition(file, mark.getLine() + 1, mark.getColumn() + 1);
    return position.error("yaml: " + inWordsOfLibyaml(e));
  }

  /// Prometheus' parser is a port of libyaml; these are its words for the most common mistakes.
  private static String inWordsOfLibyaml(MarkedYamlEngineException e) {
    String problem = e.getProblem();
    if (problem.startsWith("mapping values are not allowed here")) {
      return "mapping values are not allowed in this context";
    }
    if (problem.startsWith("expected <block end>")) {
      boolean list = String.valueOf(e.getContext()).contains("collection");
      return list ? "did not find expected '-' indicator" : "did not find expected key";
    }
    if (problem.contains("that cannot start any token") || problem.contains("TAB")) {
      return "found character that cannot start any token";
    }
    if (problem.startsWith("expected ',' or ")) {
      return "did not find expected "
          + problem.substring("expected ".length()).replaceFirst(", but got.*", "");
    }
    if (problem.startsWith("expected the node content")) {
      return "did not find expected node content";
    }
    if (problem.startsWith("found undefined alias ")) {
      return "unknown anchor '"
          + problem.substring("found undefined alias ".length())
          + "' referenced";
    }
    return problem;
  }
}
