package dev.ionosphere.api.notification;

import dev.ionosphere.api.problem.ErrorCode;
import dev.ionosphere.api.problem.HubException;
import java.util.Arrays;
import java.util.regex.Pattern;

/** Names of IONs with {@code *} for any letters, several with commas between. */
final class IonPattern {

  private static final Pattern ALLOWED = Pattern.compile("[a-z0-9*-]{1,63}(,[a-z0-9*-]{1,63})*");
  private static final int LONGEST = 200;

  /** What belongs to no ION, such as a lost notice, is matched by {@code *} only. */
  static boolean matches(String pattern, String ion) {
    return Arrays.stream(pattern.split(",", -1)).anyMatch(part -> matchesOne(part, ion));
  }

  /** In one pass: the first place that fits is as good as a later one. */
  private static boolean matchesOne(String part, String ion) {
    String[] texts = part.split("\\*", -1);
    if (texts.length == 1) {
      return part.equals(ion);
    }
    String last = texts[texts.length - 1];
    int at = texts[0].length();
    if (!ion.startsWith(texts[0])) {
      return false;
    }
    for (int i = 1; i < texts.length - 1; i++) {
      int found = ion.indexOf(texts[i], at);
      if (found < 0) {
        return false;
      }
      at = found + texts[i].length();
    }
    return ion.length() - last.length() >= at && ion.endsWith(last);
  }

  /**
   * @throws HubException invalid, if it is no pattern
   */
  static String checked(String pattern) {
    String text = pattern.replace(" ", "");
    if (text.length() > LONGEST || !ALLOWED.matcher(text).matches()) {
      throw new HubException(
          ErrorCode.INVALID,
          "ions: got \"%s\", allowed are names of IONs with * for any letters, such as pump-*,turbofan"
              .formatted(pattern));
    }
    return text;
  }

  private IonPattern() {}
}
