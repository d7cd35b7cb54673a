package dev.ionosphere.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
    packages = "dev.ionosphere.cli",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule seesTheSpecAndTheRestContractOnly =
      classes()
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java..",
              "javax.net.ssl..",
              "dev.ionosphere.data..",
              "dev.ionosphere.links..",
              "dev.ionosphere.cli..",
              // Roots are signed where their keys are, without a hub.
              "dev.ionosphere.models.format..",
              "dev.ionosphere.models.order..",
              "dev.ionosphere.models.signature..",
              // A component is tried and packed here.
              "dev.ionosphere.models.pack..",
              "dev.ionosphere.programs..",
              "dev.ionosphere.spec..",
              "picocli..",
              "com.fasterxml.jackson..",
              "org.jspecify..");

  @ArchTest
  static final ArchRule packagesHaveNoCycles =
      slices().matching("dev.ionosphere.(**)").should().beFreeOfCycles();
}
