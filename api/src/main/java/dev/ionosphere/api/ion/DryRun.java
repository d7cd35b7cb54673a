package dev.ionosphere.api.ion;

import dev.ionosphere.api.problem.HubException;
import io.micronaut.core.convert.value.ConvertibleMultiValues;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Whether an apply only plans. Whoever means a dry run must never apply by a slip of the pen. */
final class DryRun {

  private static final String PARAMETER = "dryRun";
  private static final Set<String> YES = Set.of("", "true", "1");
  private static final Set<String> NO = Set.of("false", "0");

  /**
   * @throws HubException malformed, if there is another parameter or the value is not known
   */
  static boolean asked(ConvertibleMultiValues<String> parameters) {
    boolean asked = false;
    for (Map.Entry<String, List<String>> parameter : parameters.asMap().entrySet()) {
      if (!parameter.getKey().equals(PARAMETER)) {
        throw HubException.malformed(
            "parameter \"" + parameter.getKey() + "\": allowed is " + PARAMETER);
      }
      for (String value : parameter.getValue()) {
        if (!YES.contains(value) && !NO.contains(value)) {
          throw HubException.malformed(
              PARAMETER + ": got \"" + value + "\", allowed is true, 1, false or 0");
        }
        asked |= YES.contains(value);
      }
    }
    return asked;
  }

  private DryRun() {}
}
