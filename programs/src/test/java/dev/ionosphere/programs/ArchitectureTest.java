package dev.ionosphere.programs;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
    packages = "dev.ionosphere.programs",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule knowsNothingOfWorkflowsAndTheHub =
      classes()
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..",
              "dev.ionosphere.data..",
              "dev.ionosphere.models.pack..",
              "dev.ionosphere.programs..",
              "dev.ionosphere.spec..",
              "com.fasterxml.jackson..",
              "com.google.protobuf..",
              "com.google.re2j..",
              "org.apache.commons.compress..",
              "org.jspecify..");

  @ArchTest
  static final ArchRule packagesHaveNoCycles =
      slices().matching("dev.ionosphere.(**)").should().beFreeOfCycles();
}
