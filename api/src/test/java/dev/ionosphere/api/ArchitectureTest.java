package dev.ionosphere.api;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
    packages = "dev.ionosphere.api",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule domainsHaveNoCycles =
      slices().matching("dev.ionosphere.(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule hubSeesNoOtherProcess =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.ionosphere.activities..",
              "dev.ionosphere.cloud..",
              "dev.ionosphere.edge..",
              "dev.ionosphere.cli..",
              "dev.ionosphere.pipelines..");

  @ArchTest
  static final ArchRule ledgerKnowsNoDomain =
      noClasses()
          .that()
          .resideInAPackage("..api.timeline..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "..api.ion..",
              "..api.approval..",
              "..api.training..",
              "..api.rollout..",
              "..api.device..",
              "..api.health..",
              "..api.model..");

  /** Who needs to know asks the kind's room, or the node's ports. */
  @ArchTest
  static final ArchRule kindsAreToldApartInOnePlace =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "..api.node.view..",
              "..api.node.training..",
              "..api.node.approval..",
              "..api.node.inference..")
          .should()
          .dependOnClassesThat()
          .haveNameMatching("dev\\.ionosphere\\.spec\\.ion\\.(Training|Approval|Inference)Node");

  @ArchTest
  static final ArchRule nothingButTheDashboardSeesTheDashboard =
      noClasses()
          .that()
          .resideOutsideOfPackage("..api.dashboard..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("..api.dashboard..");
}
