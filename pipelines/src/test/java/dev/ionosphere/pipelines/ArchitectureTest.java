package dev.ionosphere.pipelines;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
    packages = "dev.ionosphere.pipelines",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule SEES_ONLY_WHAT_SPARK_BRINGS =
      classes()
          .that()
          .resideInAPackage("dev.ionosphere.pipelines..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "dev.ionosphere.pipelines..",
              "dev.ionosphere.data..",
              "java..",
              "scala..",
              "org.apache.spark..",
              "com.fasterxml.jackson..",
              "org.jspecify..");
}
