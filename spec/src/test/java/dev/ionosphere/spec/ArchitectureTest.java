package dev.ionosphere.spec;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
    packages = "dev.ionosphere.spec",
    importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {

  @ArchTest
  static final ArchRule SEES_ONLY_THE_JDK_AND_A_YAML_AND_A_CRON_LIBRARY =
      classes()
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "dev.ionosphere.spec..",
              "java.lang..",
              "java.math..",
              "java.nio..",
              "java.time..",
              "java.util..",
              "org.snakeyaml.engine..",
              "com.cronutils..",
              "org.jspecify.annotations..");

  @ArchTest
  static final ArchRule YAML_STAYS_IN_THE_READER =
      classes()
          .that()
          .resideOutsideOfPackage("dev.ionosphere.spec.reader..")
          .should()
          .onlyDependOnClassesThat()
          .resideOutsideOfPackage("org.snakeyaml..");

  @ArchTest
  static final ArchRule PACKAGES_MAKE_NO_CYCLE =
      slices().matching("dev.ionosphere.(**)").should().beFreeOfCycles();
}
