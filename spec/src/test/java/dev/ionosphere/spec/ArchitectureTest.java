package dev.ionosphere.spec;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.ionosphere.spec.ion.Node;

@AnalyzeClasses(
    packages = "dev.ionosphere.spec",
    importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {

  @ArchTest
  static final ArchRule SEES_ONLY_THE_JDK_DATA_AND_A_YAML_LIBRARY =
      classes()
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "dev.ionosphere.spec..",
              "dev.ionosphere.data.format..",
              "dev.ionosphere.data.source..",
              "java.io..",
              "java.lang..",
              "java.math..",
              "java.nio..",
              "java.time..",
              "java.util..",
              "org.snakeyaml.engine..",
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

  /** A new kind is a package of its own and one line in the switch. */
  @ArchTest
  static final ArchRule ONE_PLACE_TELLS_KINDS_APART =
      noClasses()
          .that()
          .resideOutsideOfPackages("dev.ionosphere.spec.ion", "dev.ionosphere.spec.format.*")
          .and()
          .haveNameNotMatching(".*\\.NodeFormats(\\$.*)?")
          .should()
          .dependOnClassesThat(
              assignableTo(Node.class).and(not(type(Node.class))).as("a kind of node"));

  @ArchTest
  static final ArchRule KINDS_DO_NOT_SEE_EACH_OTHER =
      slices().matching("dev.ionosphere.spec.format.(*)").should().notDependOnEachOther();
}
