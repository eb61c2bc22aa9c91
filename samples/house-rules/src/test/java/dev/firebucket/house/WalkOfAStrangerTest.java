package dev.firebucket.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// A stranger who follows the three flows of ARCHITECTURE.md finds every class and method that they
/// name.
///
/// A hop stands in backticks: `` `ClassName` `` or `` `ClassName.method` ``, a nested class as ``
/// `Outer.Inner` `` or `` `Outer.Inner.method` ``. Words that do not begin with a capital letter
/// followed by a small one (`tail/`, `up`, `ALERTS`) are no hops.
class WalkOfAStrangerTest {
  private static final Pattern CODE = Pattern.compile("`([^`\n]+)`");
  private static final Pattern HOP =
      Pattern.compile("[A-Z]\\w*[a-z]\\w*(\\.[A-Z]\\w*)*(\\.[a-z]\\w*)?(\\(\\))?");
  private static final String FLOWS = "## The three flows";

  private record Hop(int line, String text) {
    /// The class that it names, and the method where it names one.
    boolean exists() {
      String[] names = text.replace("()", "").split("\\.");
      String last = names[names.length - 1];
      boolean isMethod = Character.isLowerCase(last.charAt(0));
      String type = String.join("$", List.of(names).subList(0, names.length - (isMethod ? 1 : 0)));
      return ShippedClasses.ALL.stream()
          .filter(
              each -> each.getName().endsWith("." + type) || each.getName().endsWith("$" + type))
          .anyMatch(each -> !isMethod || has(each, last));
    }

    private static boolean has(JavaClass type, String method) {
      return type.getAllMethods().stream().anyMatch(each -> each.getName().equals(method));
    }
  }

  @Test
  void everyHopOfTheThreeFlowsExists() throws IOException {
    List<Hop> hops = hops(Files.readAllLines(Repository.ROOT.resolve("ARCHITECTURE.md")));

    assertThat(hops).hasSizeGreaterThan(30);
    assertThat(hops)
        .filteredOn(hop -> !hop.exists())
        .extracting(hop -> "ARCHITECTURE.md:" + hop.line() + ": there is no " + hop.text())
        .isEmpty();
  }

  @Test
  void eachFlowIsAWalkFromMethodToMethod() throws IOException {
    List<String> lines = Files.readAllLines(Repository.ROOT.resolve("ARCHITECTURE.md"));

    assertThat(List.of("### Write", "### Read", "### Alert"))
        .allSatisfy(
            flow -> {
              int begin = lines.indexOf(flow);
              assertThat(begin).as(flow).isNotNegative();
              int end = begin + 1;
              while (!lines.get(end).startsWith("#")) {
                end++;
              }
              List<String> walk = new ArrayList<>(List.of(FLOWS));
              walk.addAll(lines.subList(begin, end));
              assertThat(hops(walk))
                  .as(flow)
                  .filteredOn(hop -> hop.text().matches(".*\\.[a-z]\\w*(\\(\\))?"))
                  .hasSizeGreaterThan(3);
            });
  }

  @Test
  void aMethodOrClassThatDoesNotExistIsFoundWithItsLine() {
    List<Hop> hops =
        hops(
            List.of(
                "# House",
                "`NotInTheFlows`",
                FLOWS,
                "`QueryEngine.instant` -> `QueryEngine.nope` -> `tail/` and `ALERTS`",
                "`Nobody.run()`, `QueryEngine`",
                "## Modules",
                "`NoHopAnyMore`"));

    assertThat(hops)
        .filteredOn(hop -> !hop.exists())
        .containsExactly(new Hop(4, "QueryEngine.nope"), new Hop(5, "Nobody.run()"));
    assertThat(hops).hasSize(4);
  }

  private static List<Hop> hops(List<String> lines) {
    List<Hop> hops = new ArrayList<>();
    boolean inFlows = false;
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      if (line.startsWith("## ")) {
        inFlows = line.equals(FLOWS);
      }
      Matcher code = CODE.matcher(inFlows ? line : "");
      while (code.find()) {
        if (HOP.matcher(code.group(1)).matches()) {
          hops.add(new Hop(i + 1, code.group(1)));
        }
      }
    }
    return hops;
  }
}
