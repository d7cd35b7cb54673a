package dev.ionosphere.workflows.timeline;

import java.util.regex.Pattern;

/**
 * What may differ when something is told again. A worker may die, or be too late, after it has told
 * of something and before the server has heard that; the workflow task is then done again, by the
 * time at which it is begun again, and so are all times that follow from it. The first telling
 * stands.
 */
public final class Retelling {

  private static final Pattern INSTANT =
      Pattern.compile("\"\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,9})?Z\"");

  private Retelling() {}

  /**
   * Whether two events tell the same, whenever that was.
   *
   * @param data an event's fields as JSON
   * @param again as another telling has them
   */
  public static boolean isSame(String data, String again) {
    return data.equals(again) || timeless(data).equals(timeless(again));
  }

  private static String timeless(String data) {
    return INSTANT.matcher(data).replaceAll("\"\"");
  }
}
