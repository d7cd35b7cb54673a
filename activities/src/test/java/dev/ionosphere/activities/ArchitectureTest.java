package dev.ionosphere.activities;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
    packages = "dev.ionosphere.activities",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule SEES_WORKFLOWS_MODELS_AND_THE_LAUNCHER =
      classes()
          .that()
          .resideInAPackage("dev.ionosphere.activities..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "dev.ionosphere.activities..",
              "dev.ionosphere.data..",
              "dev.ionosphere.expressions..",
              "dev.ionosphere.links..",
              "dev.ionosphere.workflows..",
              "dev.ionosphere.models..",
              "dev.ionosphere.programs..",
              "dev.ionosphere.spec.component..",
              "dev.ionosphere.spec.format..",
              "dev.ionosphere.spec.reader..",
              "java..",
              "com.fasterxml.jackson..",
              "io.opentelemetry..",
              "io.temporal..",
              "jakarta.mail..",
              "org.eclipse.angus.mail..",
              "javax.crypto..",
              "org.apache.spark.launcher..",
              "org.jspecify..",
              "org.slf4j..");

  @ArchTest
  static final ArchRule ENGINES_AND_MODELS_KNOW_NOTHING_OF_TEMPORAL =
      noClasses()
          .that()
          .resideInAnyPackage("..activities.engine..", "..activities.model..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.temporal..", "dev.ionosphere.workflows..");

  @ArchTest
  static final ArchRule MAIL_STAYS_WITH_NOTICES =
      noClasses()
          .that()
          .resideOutsideOfPackage("..activities.notice..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("jakarta.mail..", "org.eclipse.angus..");

  @ArchTest
  static final ArchRule NO_CYCLES =
      slices().matching("dev.ionosphere.(**)").should().beFreeOfCycles();
}
