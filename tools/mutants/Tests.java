import static org.junit.platform.engine.discovery.DiscoverySelectors.selectPackage;

import java.util.Arrays;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Runs the tests of packages up to the first that fails, and says which. */
final class Tests implements TestExecutionListener {

  private int passed;

  public static void main(String[] packages) {
    LauncherDiscoveryRequestBuilder request = LauncherDiscoveryRequestBuilder.request();
    Arrays.stream(packages).forEach(name -> request.selectors(selectPackage(name)));
    Tests tests = new Tests();
    LauncherFactory.create().execute(request.build(), tests);
    System.out.println("passed " + tests.passed + " tests");
  }

  @Override
  public void executionFinished(TestIdentifier test, TestExecutionResult result) {
    if (result.getStatus() == TestExecutionResult.Status.FAILED) {
      System.out.println("killed by " + test.getDisplayName());
      System.out.flush();
      Runtime.getRuntime().halt(0);
    }
    if (test.isTest()) {
      passed++;
    }
  }
}
