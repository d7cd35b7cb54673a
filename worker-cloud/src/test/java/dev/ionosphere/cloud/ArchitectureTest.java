package dev.ionosphere.cloud;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
    packages = "dev.ionosphere.cloud",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule ONLY_WIRES =
      noClasses()
          .that()
          .resideInAPackage("dev.ionosphere.cloud..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.ionosphere.spec..",
              "dev.ionosphere.models..",
              "dev.ionosphere.api..",
              "dev.ionosphere.edge..",
              "dev.ionosphere.cli..",
              "dev.ionosphere.pipelines..",
              "org.apache.spark..");
}
