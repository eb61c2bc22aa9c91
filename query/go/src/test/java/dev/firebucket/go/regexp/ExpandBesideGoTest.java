package dev.firebucket.go.regexp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebucket.go.GoTable;
import org.junit.jupiter.api.Test;

class ExpandBesideGoTest {
  @Test
  void replacementsAreExpandedAsGoExpandsThem() {
    assertThat(
            GoTable.differences(
                "regexp/expand.txt",
                row ->
                    new ReplacementTemplate(row[1])
                        .replaceAll(BoundedRegex.compile(row[0]), row[2])))
        .isEmpty();
  }
}
