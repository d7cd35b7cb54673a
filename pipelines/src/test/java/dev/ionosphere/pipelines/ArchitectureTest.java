package dev.ionosphere.pipelines;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
    packages = "dev.ionosphere.pipelines",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  private static final String[] COMPONENTS = {
    "dev.ionosphere.pipelines.kmeans..",
    "dev.ionosphere.pipelines.forest..",
    "dev.ionosphere.pipelines.logistic.."
  };

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
              "org.apache.parquet..",
              "org.jspecify..");

  @ArchTest
  static final ArchRule ONE_ROOM_KNOWS_PARQUET =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.ionosphere.pipelines.parquet..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.apache.parquet..");

  /** What all components share knows none of them, so that a new one changes nothing in it. */
  @ArchTest
  static final ArchRule SHARED_ROOMS_KNOW_NO_COMPONENT =
      noClasses()
          .that()
          .resideInAnyPackage(
              "dev.ionosphere.pipelines",
              "dev.ionosphere.pipelines.input..",
              "dev.ionosphere.pipelines.baseline..",
              "dev.ionosphere.pipelines.plan..",
              "dev.ionosphere.pipelines.golden..",
              "dev.ionosphere.pipelines.component..",
              "dev.ionosphere.pipelines.classification..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(COMPONENTS);

  @ArchTest
  static final ArchRule COMPONENTS_KNOW_NO_OTHER =
      slices()
          .matching("dev.ionosphere.pipelines.(kmeans|forest|logistic)..")
          .should()
          .notDependOnEachOther();

  @ArchTest
  static final ArchRule PLANS_KNOW_NO_SPARK =
      noClasses()
          .that()
          .resideInAPackage("dev.ionosphere.pipelines.plan..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.apache.spark..");
}
