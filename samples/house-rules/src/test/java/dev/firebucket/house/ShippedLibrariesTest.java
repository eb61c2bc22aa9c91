package dev.firebucket.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is shipped is known: no library with a fault that was published and fixed, none whose
/// licence would bind our users, none that nobody uses.
///
/// The check of faults knows what `advisories.tsv` says and no more. It needs no network; the bots
/// that read `dependabot.yml` know what was published since.
class ShippedLibrariesTest {
  /// Licences under which a library may be shipped next to Apache-2.0. Of two, the user chooses.
  private static final Pattern ALLOWED =
      Pattern.compile(
          "(?i).*(apache|\\bmit\\b|bsd|public domain|cc0|go license|eclipse public|\\bepl|eclipse distribution"
              + "|cddl|classpath exception|unlicense).*");

  /// Licences of which we ship nothing, also where another word of their name is allowed.
  private static final Pattern REFUSED =
      Pattern.compile("(?i).*(agpl|affero|sspl|busl|business source|commons clause).*");

  /// Dependencies of our libraries that no code of ours reaches: their poms exclude them.
  private static final Set<String> WITHOUT_USE =
      Set.of(
          "commons-pool:commons-pool",
          "io.airlift:aircompressor",
          "com.aayushatharva.brotli4j:brotli4j",
          "io.netty:netty-codec-haproxy",
          "io.netty:netty-codec-socks",
          "io.netty:netty-handler-proxy",
          "io.netty:netty-tcnative-classes",
          "io.smallrye:smallrye-fault-tolerance-vertx",
          "org.eclipse.parsson:parsson",
          "net.openhft:zero-allocation-hashing");

  private static List<Library> libraries;

  @BeforeAll
  static void look() throws IOException {
    libraries = Library.onClassPath();
    assertThat(libraries).hasSizeGreaterThan(100);
  }

  @Test
  void noLibraryHasAFaultThatWasMended() throws IOException {
    TreeSet<String> faults = new TreeSet<>();
    for (Advisory advisory : Advisory.read()) {
      for (Library library : libraries) {
        if (advisory.concerns(library) && advisory.unreached().isEmpty()) {
          faults.add(
              "%s: %s, fixed in %s (%s)"
                  .formatted(library, advisory.what(), advisory.fixed(), advisory.source()));
        }
      }
    }

    assertThat(faults).as("raise the version in the root pom.xml").isEmpty();
  }

  @Test
  void whatWeShipInSpiteOfAFaultIsStillThere() throws IOException {
    for (Advisory advisory : Advisory.read()) {
      assertThat(advisory.unreached().isEmpty() || libraries.stream().anyMatch(advisory::concerns))
          .as("%s is of no version that we ship: forget why it does not reach us", advisory)
          .isTrue();
    }
  }

  @Test
  void theVersionsThatAnAttackFoundWouldBeRefused() throws IOException {
    assertThat(faultsOf("io.netty", "netty-codec-http", "4.1.132.Final"))
        .contains("CVE-2026-42581", "CVE-2026-50020");
    assertThat(faultsOf("io.vertx", "vertx-core", "4.5.26")).contains("CVE-2026-6860");
    assertThat(faultsOf("io.netty", "netty-codec-http", "4.1.140.Final")).isEmpty();
  }

  private static Set<String> faultsOf(String group, String artifact, String version)
      throws IOException {
    Library library = new Library(group, artifact, version, List.of());
    return Advisory.read().stream()
        .filter(advisory -> advisory.concerns(library))
        .map(Advisory::source)
        .collect(Collectors.toSet());
  }

  @Test
  void everyLicenceIsKnownAndBindsNobody() throws IOException {
    TreeMap<String, String> report = new TreeMap<>();
    TreeMap<String, String> refused = new TreeMap<>();
    for (Library library : libraries) {
      String licences = String.join(" or ", library.licences());
      report.put(library.toString(), licences);
      if (!ALLOWED.matcher(licences).matches() || REFUSED.matcher(licences).matches()) {
        refused.put(library.toString(), licences);
      }
    }
    Path file = Repository.ROOT.resolve("samples/house-rules/target/licences.tsv");
    Files.createDirectories(file.getParent());
    Files.writeString(
        file,
        report.entrySet().stream()
            .map(line -> line.getKey() + "\t" + line.getValue() + "\n")
            .collect(Collectors.joining()));

    assertThat(refused).isEmpty();
  }

  @Test
  void nothingIsShippedThatNobodyUses() {
    assertThat(libraries).extracting(Library::coordinates).doesNotContainAnyElementsOf(WITHOUT_USE);
  }

  @Test
  void everyVersionIsARelease() {
    assertThat(libraries).noneMatch(library -> Versions.isUnreleased(library.version()));
  }

  @ParameterizedTest
  @CsvSource({
    "4.1.99.Final, 4.1.140.Final, -1",
    "2.21, 2.21.0, 0",
    "1.5.7-14, 1.5.7-28, -1",
    "0.27ea1, 0.27, -1",
    "6.0.0-M1, 6.0.0, -1",
    "2.0.0.RELEASE, 2.0.0, 0",
    "10.0, 9.9, 1",
  })
  void versionsAreComparedByTheirNumbers(String one, String other, int order) {
    assertThat(Integer.signum(Versions.compare(one, other))).isEqualTo(order);
    assertThat(Integer.signum(Versions.compare(other, one))).isEqualTo(-order);
  }
}
