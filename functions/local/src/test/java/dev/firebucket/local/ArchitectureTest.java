package dev.firebucket.local;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/// The lines of the house that poms cannot draw (DESIGN §1).
class ArchitectureTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.firebucket");

  @Test
  void arrowsPointDownOnly() {
    layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .layer("local")
        .definedBy("dev.firebucket.local..")
        .layer("api")
        .definedBy("dev.firebucket.api..")
        .layer("ingest")
        .definedBy("dev.firebucket.ingest..")
        .layer("alerting")
        .definedBy("dev.firebucket.alerting..")
        .layer("config")
        .definedBy("dev.firebucket.config..")
        .layer("query")
        .definedBy("dev.firebucket.query..")
        .layer("storage")
        .definedBy("dev.firebucket.storage..")
        .layer("samples")
        .definedBy("dev.firebucket.samples..")
        .whereLayer("local")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("api")
        .mayOnlyBeAccessedByLayers("local")
        .whereLayer("ingest")
        .mayOnlyBeAccessedByLayers("api", "local")
        .whereLayer("alerting")
        .mayOnlyBeAccessedByLayers("api", "local")
        .whereLayer("config")
        .mayOnlyBeAccessedByLayers("ingest", "alerting", "api", "local")
        .whereLayer("query")
        .mayOnlyBeAccessedByLayers("alerting", "api", "local")
        .whereLayer("samples")
        .mayOnlyBeAccessedByLayers("local")
        .check(CLASSES);
  }

  @Test
  void onlyTheS3StoreKnowsAws() {
    noClasses()
        .that(
            resideInAPackage("dev.firebucket..")
                .and(
                    describe(
                        "outside the S3 store",
                        type ->
                            !type.getPackageName().startsWith("dev.firebucket.storage.object.s3"))))
        .should()
        .dependOnClassesThat(resideInAnyPackage("software.amazon..", "com.amazonaws.."))
        .check(CLASSES);
  }

  @Test
  void servicesKnowNoQuarkusAndNoHttpResources() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "dev.firebucket.storage..",
            "dev.firebucket.query..",
            "dev.firebucket.config..",
            "dev.firebucket.ingest..",
            "dev.firebucket.alerting..",
            "dev.firebucket.samples..")
        .should()
        .dependOnClassesThat(resideInAnyPackage("io.quarkus..", "jakarta..", "io.vertx.."))
        .check(CLASSES);
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
            "dev.firebucket.storage.model..")
        .should()
        .dependOnClassesThat(resideInAPackage("org.duckdb.."))
        .check(CLASSES);
  }

  @Test
  void noPackagesOfOneModuleGoInCircles() {
    for (String module :
        new String[] {"storage", "query", "config", "ingest", "alerting", "api", "local"}) {
      slices()
          .matching("dev.firebucket." + module + ".(*)..")
          .should()
          .beFreeOfCycles()
          .check(CLASSES);
    }
  }

  @Test
  void namesSayWhatAThingIs() {
    classes()
        .that()
        .resideInAPackage("dev.firebucket..")
        .should()
        .haveNameNotMatching(".*(Helper|Util|Utils|Impl)")
        .check(CLASSES);
    noClasses()
        .should()
        .dependOnClassesThat(nameMatching("java\\.util\\.logging\\..*|org\\.jboss\\.logging\\..*"))
        .check(CLASSES);
  }
}
