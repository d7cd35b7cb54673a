package dev.ionosphere.data;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
    packages = "dev.ionosphere.data",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

  @ArchTest
  static final ArchRule seesTheJdkAndNullAnnotations =
      classes()
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("java..", "org.jspecify.annotations..", "dev.ionosphere.data..");

  @ArchTest
  static final ArchRule leavesNetworkAndProcessesToOthers =
      noClasses().should().dependOnClassesThat().resideInAnyPackage("java.net..", "java.sql..");

  @ArchTest
  static final ArchRule packagesHaveNoCycles =
      slices().matching("dev.ionosphere.(**)").should().beFreeOfCycles();
}
