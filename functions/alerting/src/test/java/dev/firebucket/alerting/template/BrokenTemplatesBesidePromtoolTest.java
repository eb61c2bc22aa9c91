package dev.firebucket.alerting.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.firebucket.testsupport.Peers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// promtool names what is wrong with each template that does not parse; ours must use its words.
class BrokenTemplatesBesidePromtoolTest {
  private static final Pattern PROBLEM =
      Pattern.compile("rule (\\d+), \"[^\"]*\": annotation \"text\": ([^\\n]*)");

  @TempDir Path folder;

  @Test
  void everyBrokenTemplateIsRefusedWithTheSameWords() throws Exception {
    Map<Integer, String> theirs = promtool();
    SoftAssertions softly = new SoftAssertions();
    for (int i = 0; i < TemplateSamples.BROKEN.size(); i++) {
      String template = TemplateSamples.BROKEN.get(i);
      softly
          .assertThat(AlertTemplate.of("A" + i, template).syntaxError())
          .as(template)
          .isEqualTo(theirs.getOrDefault(i, ""));
    }
    softly.assertAll();
  }

  private Map<Integer, String> promtool() throws Exception {
    List<Map<String, Object>> rules = new ArrayList<>();
    for (int i = 0; i < TemplateSamples.BROKEN.size(); i++) {
      rules.add(
          Map.of(
              "alert",
              "A" + i,
              "expr",
              "vector(1)",
              "annotations",
              Map.of("text", TemplateSamples.BROKEN.get(i))));
    }
    Path file = folder.resolve("rules.json");
    Files.writeString(
        file,
        new ObjectMapper()
            .writeValueAsString(Map.of("groups", List.of(Map.of("name", "g", "rules", rules)))));
    Process process =
        new ProcessBuilder(Peers.program("promtool").toString(), "check", "rules", file.toString())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    Map<Integer, String> problems = new LinkedHashMap<>();
    Matcher matcher = PROBLEM.matcher(output);
    while (matcher.find()) {
      problems.put(Integer.parseInt(matcher.group(1)) - 1, matcher.group(2));
    }
    assertThat(problems).as(output).isNotEmpty();
    return problems;
  }
}
