package dev.firebucket.house;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// The lines of the house that poms cannot draw, over the classes of all modules that ship.
class ArchitectureTest {
  /// The rooms that [#arrowsPointDownOnly] knows.
  private static final Set<String> ROOMS =
      Set.of(
          "go",
          "storage",
          "query",
          "config",
          "ingest",
          "backfill",
          "alerting",
          "ruletest",
          "api",
          "samples",
          "local",
          "lambda",
          "infra");

  /// A module that this one does not depend on, or that no rule knows, would be seen by nobody.
  @Test
  void everyPackageThatShipsIsLookedAt() throws IOException {
    Set<String> seen =
        ShippedClasses.ALL.stream().map(JavaClass::getPackageName).collect(Collectors.toSet());
    List<SourceFile> sources =
        new SourceTree(Repository.ROOT)
            .main().stream()
                .filter(file -> !file.isPackageInfo())
                .filter(file -> !file.path().startsWith(Path.of("samples", "benchmarks")))
                .toList();

    assertThat(sources).extracting(SourceFile::packageName).isSubsetOf(seen);
    assertThat(seen).extracting(name -> name.split("\\.")[2]).isSubsetOf(ROOMS);
  }

  @Test
  void arrowsPointDownOnly() {
    layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .layer("local")
        .definedBy("dev.firebucket.local..")
        .layer("lambda")
        .definedBy("dev.firebucket.lambda..")
        .layer("infra")
        .definedBy("dev.firebucket.infra..")
        .layer("samples")
        .definedBy("dev.firebucket.samples..")
        .layer("api")
        .definedBy("dev.firebucket.api..")
        .layer("ingest")
        .definedBy("dev.firebucket.ingest..")
        .layer("backfill")
        .definedBy("dev.firebucket.backfill..")
        .layer("alerting")
        .definedBy("dev.firebucket.alerting..")
        .layer("ruletest")
        .definedBy("dev.firebucket.ruletest..")
        .layer("config")
        .definedBy("dev.firebucket.config..")
        .layer("query")
        .definedBy("dev.firebucket.query..")
        .layer("storage")
        .definedBy("dev.firebucket.storage..")
        .optionalLayer("go")
        .definedBy("dev.firebucket.go..")
        .whereLayer("local")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("lambda")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("infra")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("infra")
        .mayNotAccessAnyLayer()
        .whereLayer("samples")
        .mayOnlyBeAccessedByLayers("local")
        .whereLayer("api")
        .mayOnlyBeAccessedByLayers("local", "lambda")
        .whereLayer("ingest")
        .mayOnlyBeAccessedByLayers("backfill", "api", "local", "lambda")
        .whereLayer("backfill")
        .mayOnlyBeAccessedByLayers("local")
        .whereLayer("ruletest")
        .mayOnlyBeAccessedByLayers("local")
        .whereLayer("alerting")
        .mayOnlyBeAccessedByLayers("ruletest", "api", "local", "lambda")
        .whereLayer("config")
        .mayOnlyBeAccessedByLayers("ingest", "alerting", "ruletest", "api", "local", "lambda")
        .whereLayer("query")
        .mayOnlyBeAccessedByLayers("alerting", "ruletest", "api", "local", "lambda")
        .whereLayer("storage")
        .mayOnlyAccessLayers("go")
        .whereLayer("go")
        .mayNotAccessAnyLayer()
        .check(ShippedClasses.ALL);
  }

  @Test
  void onlyTheS3StoreTheFunctionsAndTheStackKnowAws() {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            "dev.firebucket.storage.object.s3..",
            "dev.firebucket.storage.object.aws..",
            "dev.firebucket.lambda..",
            "dev.firebucket.infra..")
        .should()
        .dependOnClassesThat(resideInAnyPackage("software.amazon..", "com.amazonaws.."))
        .check(ShippedClasses.ALL);
  }

  @Test
  void onlyTheLocalServerKnowsQuarkus() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "dev.firebucket.go..",
            "dev.firebucket.storage..",
            "dev.firebucket.query..",
            "dev.firebucket.config..",
            "dev.firebucket.ingest..",
            "dev.firebucket.backfill..",
            "dev.firebucket.alerting..",
            "dev.firebucket.api..",
            "dev.firebucket.lambda..",
            "dev.firebucket.samples..",
            "dev.firebucket.infra..")
        .should()
        .dependOnClassesThat(
            resideInAnyPackage(
                "io.quarkus..", "jakarta..", "io.vertx..", "org.eclipse.microprofile.."))
        .check(ShippedClasses.ALL);
  }

  @Test
  void whoeverOnlyWritesNeedsNoDuckDb() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "dev.firebucket.ingest..",
            "dev.firebucket.config..",
            "dev.firebucket.storage.tail..",
            "dev.firebucket.storage.parquet..",
            "dev.firebucket.storage.object..",
            "dev.firebucket.storage.model..",
            "dev.firebucket.lambda.scrape..",
            "dev.firebucket.lambda.push..")
        .should()
        .dependOnClassesThat(resideInAnyPackage("org.duckdb.."))
        .check(ShippedClasses.ALL);
  }

  @Test
  void noPackagesGoInCircles() {
    slices().matching("dev.firebucket.(**)").should().beFreeOfCycles().check(ShippedClasses.ALL);
  }

  @Test
  void namesSayWhatAThingIs() {
    classes()
        .that()
        .resideInAPackage("dev.firebucket..")
        .should()
        .haveNameNotMatching(".*(Manager|Helper|Util|Utils|Impl)")
        .check(ShippedClasses.ALL);
    noClasses()
        .should()
        .dependOnClassesThat(nameMatching("java\\.util\\.logging\\..*|org\\.jboss\\.logging\\..*"))
        .check(ShippedClasses.ALL);
  }
}
