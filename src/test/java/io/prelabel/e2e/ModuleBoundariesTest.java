package io.prelabel.e2e;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/**
 * Which module may know which, as drawn in DESIGN.md. Maven's edges hold most of it; these rules
 * hold what an edge cannot say (a library that comes along with an allowed one).
 */
@AnalyzeClasses(packages = "io.prelabel", importOptions = ImportOption.DoNotIncludeTests.class)
class ModuleBoundariesTest {
  private static final String PLUGIN = "io.prelabel.plugin..";
  private static final String INTEGRATION = "io.prelabel.integration..";
  private static final String DB = "io.prelabel.db..";
  private static final String BATCH = "io.prelabel.batch..";
  private static final String SERVICE = "io.prelabel.service..";

  @ArchTest
  static final ArchRule pluginApiNeedsTheJdkAlone =
      classes()
          .that()
          .resideInAPackage(PLUGIN)
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(PLUGIN, "java..", "org.jspecify.annotations..");

  @ArchTest
  static final ArchRule adaptersArePlainJava =
      noClasses()
          .that()
          .resideInAPackage(INTEGRATION)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.springframework..", "java.sql..", "javax.sql..", DB, BATCH, SERVICE);

  @ArchTest
  static final ArchRule adaptersNeverSeeEachOther =
      slices()
          .matching("io.prelabel.integration.(*)..")
          .should()
          .notDependOnEachOther()
          .because("an adapter must be removable without touching another");

  @ArchTest
  static final ArchRule databaseKnowsThePluginApiAlone =
      noClasses()
          .that()
          .resideInAPackage(DB)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              INTEGRATION,
              BATCH,
              SERVICE,
              "org.springframework.boot..",
              "org.springframework.batch..",
              "org.springframework.web..");

  @ArchTest
  static final ArchRule jobsKnowNoAdapter =
      noClasses()
          .that()
          .resideInAPackage(BATCH)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              INTEGRATION,
              SERVICE,
              "ai.djl..",
              "org.springframework.boot..",
              "org.springframework.web..");

  @ArchTest
  static final ArchRule onlyAssemblyAndCommandsNameAnAdapter =
      noClasses()
          .that()
          .resideInAPackage(SERVICE)
          .and()
          .resideOutsideOfPackages("io.prelabel.service.assembly..", "io.prelabel.service.cli..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage(INTEGRATION);

  @ArchTest
  static final ArchRule timeIsPassedIn =
      noClasses()
          .that()
          .resideInAnyPackage(PLUGIN, DB, BATCH)
          .should()
          .callMethod(java.time.Instant.class, "now")
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .because("a Clock is a constructor argument, so that a test can move it");

  @ArchTest
  static final ArchRule namesSayOneJob =
      noClasses()
          .should()
          .haveSimpleNameEndingWith("Manager")
          .orShould()
          .haveSimpleNameEndingWith("Helper")
          .orShould()
          .haveSimpleNameEndingWith("Util")
          .orShould()
          .haveSimpleNameEndingWith("Utils")
          .orShould()
          .haveSimpleNameEndingWith("Impl");
}
