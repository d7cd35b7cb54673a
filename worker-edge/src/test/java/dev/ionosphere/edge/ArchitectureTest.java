package dev.ionosphere.edge;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.nio.file.Files;

@AnalyzeClasses(
    packages = "dev.ionosphere.edge",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule SEES_LITTLE =
      classes()
          .that()
          .resideInAPackage("dev.ionosphere.edge..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "dev.ionosphere.edge..",
              "dev.ionosphere.links..",
              "dev.ionosphere.workflows..",
              "dev.ionosphere.data..",
              "dev.ionosphere.models..",
              "java..",
              "javax.net..",
              "com.sun.net.httpserver..",
              "com.fasterxml.jackson..",
              "io.grpc..",
              "io.temporal..",
              "org.eclipse.paho..",
              "org.slf4j..",
              "org.jspecify..");

  @ArchTest
  static final ArchRule TEMPORAL_IS_FOR_ITS_FEED_ONLY =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.ionosphere.edge.temporal..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.temporal..", "io.grpc..", "dev.ionosphere.workflows..");

  @ArchTest
  static final ArchRule THE_LOOP_NEEDS_NO_NETWORK =
      noClasses()
          .that()
          .resideInAnyPackage("dev.ionosphere.edge.loop..", "dev.ionosphere.edge.source..")
          .should()
          .dependOnClassesThat()
          .haveFullyQualifiedName("dev.ionosphere.edge.hub.Hub")
          .orShould()
          .dependOnClassesThat()
          .resideInAPackage("java.net..");

  /** It is loaded when a node asks for rows that are pushed. */
  @ArchTest
  static final ArchRule ONE_PLACE_LISTENS =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.ionosphere.edge.push..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("com.sun.net.httpserver..");

  /** An agent is started without it where no node asks for messages. */
  @ArchTest
  static final ArchRule THE_MQTT_CLIENT_NEED_NOT_BE_THERE =
      noClasses()
          .that()
          .haveNameNotMatching("dev\\.ionosphere\\.edge\\.mqtt\\.Broker(Connection|Faults).*")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.eclipse.paho..");

  @ArchTest
  static final ArchRule NO_HTTP_CLIENT_OF_25_MEGABYTES =
      noClasses().should().dependOnClassesThat().resideInAPackage("java.net.http..");

  /** What changes the disk elsewhere is not in the tests that let it fail. */
  @ArchTest
  static final ArchRule THE_DISK_IS_CHANGED_IN_ONE_PLACE =
      noClasses()
          .that()
          .doNotHaveFullyQualifiedName("dev.ionosphere.edge.store.LocalDisk")
          .and()
          .doNotHaveFullyQualifiedName("dev.ionosphere.edge.DataLock")
          .should()
          .callMethodWhere(
              target(owner(equivalentTo(Files.class)))
                  .and(
                      target(
                          nameMatching(
                              "write.*|new(Output|Buffered).*|create.*|delete.*|move|copy"))));

  @ArchTest
  static final ArchRule NO_CYCLES =
      slices().matching("dev.ionosphere.(**)").should().beFreeOfCycles();
}
