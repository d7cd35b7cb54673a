package dev.ionosphere.models;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
    packages = "dev.ionosphere.models",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule seesTheJdkDataJacksonAndNullAnnotations =
      classes()
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..",
              "javax.crypto..",
              "com.fasterxml.jackson.annotation..",
              "com.fasterxml.jackson.core..",
              "com.fasterxml.jackson.databind..",
              "org.jspecify.annotations..",
              "dev.ionosphere.data..",
              "dev.ionosphere.models..");

  @ArchTest
  static final ArchRule leavesNetworkAndProcessesToOthers =
      noClasses().should().dependOnClassesThat().resideInAnyPackage("java.net..", "java.sql..");

  @ArchTest
  static final ArchRule packagesHaveNoCycles =
      slices().matching("dev.ionosphere.(**)").should().beFreeOfCycles();
}
