package dev.ionosphere.api;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaParameter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.annotation.Body;

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

  /** Micronaut's own introspection answers JSON that is no object with a null pointer. */
  @ArchTest
  static final ArchRule bodiesAreReadByJacksonAlone =
      methods()
          .that()
          .areDeclaredInClassesThat()
          .resideOutsideOfPackage("..api.dashboard..")
          .and()
          .areDeclaredInClassesThat()
          .doNotHaveSimpleName("LoginController")
          .should(readNoIntrospectedBody());

  private static ArchCondition<JavaMethod> readNoIntrospectedBody() {
    return new ArchCondition<>("read no body by Micronaut's introspection") {
      @Override
      public void check(JavaMethod method, ConditionEvents events) {
        for (JavaParameter parameter : method.getParameters()) {
          boolean introspected =
              parameter.isAnnotatedWith(Body.class)
                  && parameter.getRawType().isAnnotatedWith(Introspected.class);
          if (introspected) {
            events.add(
                SimpleConditionEvent.violated(
                    method,
                    "%s reads %s, which is @Introspected"
                        .formatted(method.getFullName(), parameter.getRawType().getName())));
          }
        }
      }
    };
  }
}
