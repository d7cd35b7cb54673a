package dev.ionosphere.pipelines.statistics;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a program is in its own plan. It says so by a local property of the Spark context that its
 * jobs carry; a program that says nothing has no plan.
 *
 * @param current from 1
 * @param all how many there are
 */
public record Steps(int current, int all) {

  /** The local property, such as {@code 3/8}. */
  public static final String PROPERTY = "ionosphere.step";

  static final Steps UNKNOWN = new Steps(0, 0);

  private static final Pattern FORM = Pattern.compile("([1-9][0-9]{0,3})/([1-9][0-9]{0,3})");

  /** What is not of the form, or past its own end, is no plan. */
  static Steps of(@Nullable String property) {
    Matcher form = FORM.matcher(property == null ? "" : property);
    if (!form.matches()) {
      return UNKNOWN;
    }
    Steps steps = new Steps(Integer.parseInt(form.group(1)), Integer.parseInt(form.group(2)));
    return steps.current <= steps.all ? steps : UNKNOWN;
  }

  /**
   * @param share of the current step that is done, 0 to 1
   */
  double fraction(double share) {
    return all == 0 ? share : (current - 1 + share) / all;
  }

  @Override
  public String toString() {
    return current + "/" + all;
  }
}
