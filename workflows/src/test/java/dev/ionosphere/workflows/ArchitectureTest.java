package dev.ionosphere.workflows;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import dev.ionosphere.spec.ion.Node;
import dev.ionosphere.workflows.machine.engine.Behaviours;
import java.util.Set;

/** What workflow code may see and do: replay must give the same again, years later. */
@AnalyzeClasses(
    packages = "dev.ionosphere.workflows",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  private static final String MACHINE = "dev.ionosphere.workflows.machine..";

  /** The packages of node kinds; what they share is one above. */
  private static final String ROOMS = "dev.ionosphere.workflows.machine.node.*..";

  @ArchTest
  static final ArchRule SEES_LITTLE =
      classes()
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "dev.ionosphere.workflows..",
              "dev.ionosphere.spec..",
              "dev.ionosphere.data.format..",
              // Records that devices and the cloud share.
              "dev.ionosphere.models.device..",
              "dev.ionosphere.models.pack..",
              "io.temporal..",
              "com.fasterxml.jackson.annotation..",
              // What a payload's bytes are made of.
              "com.google.protobuf..",
              "org.jspecify.annotations..",
              "org.slf4j..",
              "java..");

  @ArchTest
  static final ArchRule NO_INPUT_OR_OUTPUT =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "java.net..", "java.nio.file..", "java.sql..", "java.util.concurrent..", "javax..");

  @ArchTest
  static final ArchRule NOTHING_THAT_REPLAY_CANNOT_REPEAT = classes().should(new Repeatable());

  @ArchTest
  static final ArchRule NO_CYCLES =
      slices().matching("dev.ionosphere.(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule THE_MACHINE_IS_PURE =
      noClasses()
          .that()
          .resideInAPackage(MACHINE)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.temporal..", "com.google.protobuf..", "org.slf4j..");

  /** A new kind is a room and a line in one switch. */
  @ArchTest
  static final ArchRule ONE_CLASS_TELLS_KINDS_APART =
      noClasses()
          .that(not(resideInAPackage(ROOMS)).and(not(equivalentTo(Behaviours.class))))
          .should()
          .dependOnClassesThat(assignableTo(Node.class).and(not(equivalentTo(Node.class))));

  @ArchTest
  static final ArchRule ONE_CLASS_OPENS_ROOMS =
      noClasses()
          .that(
              resideInAPackage(MACHINE)
                  .and(not(resideInAPackage(ROOMS)))
                  .and(not(equivalentTo(Behaviours.class))))
          .should()
          .dependOnClassesThat()
          .resideInAPackage(ROOMS);

  @ArchTest
  static final ArchRule ROOMS_DO_NOT_SEE_EACH_OTHER =
      slices()
          .matching("dev.ionosphere.workflows.machine.node.(*)..")
          .should()
          .notDependOnEachOther();

  @ArchTest
  static final ArchRule THE_MACHINE_HAS_LAYERS =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("engine")
          .definedBy("..machine.engine..")
          .layer("state")
          .definedBy("..machine.state..")
          .layer("rooms")
          .definedBy(ROOMS)
          .layer("ask")
          .definedBy("..machine.ask..")
          .layer("node")
          .definedBy("..machine.node")
          .layer("ground")
          .definedBy(
              "..machine.token..", "..machine.work..", "..machine.policy..", "..machine.graph..")
          .whereLayer("engine")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("state")
          .mayOnlyBeAccessedByLayers("engine")
          .whereLayer("rooms")
          .mayOnlyBeAccessedByLayers("engine")
          .whereLayer("ask")
          .mayOnlyBeAccessedByLayers("rooms")
          .whereLayer("node")
          .mayOnlyBeAccessedByLayers("engine", "state", "rooms", "ask");

  /** Calls of clocks, random numbers, threads and files. */
  private static final class Repeatable extends ArchCondition<JavaClass> {

    private static final Set<String> TYPES =
        Set.of(
            "java.lang.Thread",
            "java.lang.ProcessBuilder",
            "java.lang.Runtime",
            "java.lang.ThreadLocal",
            "java.time.Clock",
            "java.util.Random",
            "java.util.Timer",
            "java.security.SecureRandom",
            "java.io.File",
            "java.io.FileInputStream",
            "java.io.FileOutputStream");

    private static final Set<String> METHODS =
        Set.of(
            "java.lang.System.currentTimeMillis",
            "java.lang.System.nanoTime",
            "java.lang.System.getenv",
            "java.lang.System.getProperty",
            "java.lang.Math.random",
            "java.time.Instant.now",
            "java.time.LocalDate.now",
            "java.time.LocalDateTime.now",
            "java.time.ZonedDateTime.now",
            "java.time.ZoneId.systemDefault",
            "java.util.UUID.randomUUID");

    Repeatable() {
      super("call nothing that replay cannot repeat");
    }

    @Override
    public void check(JavaClass type, ConditionEvents events) {
      for (JavaAccess<?> call : type.getAccessesFromSelf()) {
        String owner = call.getTargetOwner().getName();
        if (TYPES.contains(owner) || METHODS.contains(owner + "." + call.getName())) {
          events.add(SimpleConditionEvent.violated(call, call.getDescription()));
        }
      }
    }
  }
}
