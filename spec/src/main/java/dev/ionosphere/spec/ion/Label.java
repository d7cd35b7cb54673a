package dev.ionosphere.spec.ion;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the key and the value of a label may be, as in Kubernetes; of IONs and of devices. */
public final class Label {

  /** In words, for messages. */
  public static final String KEY_ALLOWED = "a label name such as site or example.org/site";

  /** In words, for messages. */
  public static final String VALUE_ALLOWED =
      "at most 63 letters, digits, '-', '_' and '.', a letter or digit at the ends";

  static final String KEY =
      "(?:[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?/)?"
          + "[A-Za-z0-9](?:[A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?";
  static final String VALUE = "(?:[A-Za-z0-9](?:[A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?)?";

  private static final Pattern KEYS = Pattern.compile(KEY);
  private static final Pattern VALUES = Pattern.compile(VALUE);

  public static boolean isKey(String text) {
    return KEYS.matcher(text).matches();
  }

  /** Nothing at all is no value; an empty text is one. */
  public static boolean isValue(@Nullable String text) {
    return text != null && VALUES.matcher(text).matches();
  }

  private Label() {}
}
