package dev.ionosphere.links;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
    packages = "dev.ionosphere.links",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule TLS_KNOWS_THE_JDK_ONLY =
      classes()
          .that()
          .resideInAPackage("..links.tls..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("dev.ionosphere.links.tls..", "java..", "javax..", "org.jspecify..");

  @ArchTest
  static final ArchRule SECRETS_KNOW_THE_JDK_ONLY =
      classes()
          .that()
          .resideInAPackage("..links.secret..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("dev.ionosphere.links.secret..", "java..", "org.jspecify..");

  @ArchTest
  static final ArchRule AUTHORITY_IS_APART =
      classes()
          .that()
          .resideInAPackage("..links.authority..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "dev.ionosphere.links.authority..",
              "dev.ionosphere.links.tls..",
              "java..",
              "javax..",
              "org.bouncycastle..",
              "org.jspecify..");

  @ArchTest
  static final ArchRule NOTHING_ELSE_OF_THIS_HOUSE =
      classes()
          .that()
          .resideInAPackage("dev.ionosphere.links..")
          .should()
          .onlyDependOnClassesThat()
          .resideOutsideOfPackages(
              "dev.ionosphere.spec..",
              "dev.ionosphere.workflows..",
              "dev.ionosphere.models..",
              "dev.ionosphere.api..",
              "dev.ionosphere.cli..");

  @ArchTest
  static final ArchRule NO_CYCLES =
      slices().matching("dev.ionosphere.(**)").should().beFreeOfCycles();
}
