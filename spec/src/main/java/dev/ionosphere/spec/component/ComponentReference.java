package dev.ionosphere.spec.component;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a document names a component: {@code name@version}, or the name alone of one that comes with
 * Ionosphere.
 */
public record ComponentReference(String name, Optional<String> version) {

  public static final String NAME_ALLOWED =
      "a DNS label: 1 to 63 small letters, digits and '-', no '-' at the ends";

  public static final String VERSION_ALLOWED =
      "a version such as 1.4.0: 1 to 64 letters, digits, '.', '-' and '_', a letter or digit first";

  private static final String NAME = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?";
  private static final String VERSION = "[A-Za-z0-9][A-Za-z0-9._-]{0,63}";
  private static final Pattern NAMES = Pattern.compile(NAME);
  private static final Pattern VERSIONS = Pattern.compile(VERSION);
  private static final Pattern REFERENCE = Pattern.compile("(" + NAME + ")(?:@(" + VERSION + "))?");

  /** Empty if it is no reference. */
  public static Optional<ComponentReference> of(String text) {
    Matcher parts = REFERENCE.matcher(text);
    return parts.matches()
        ? Optional.of(new ComponentReference(parts.group(1), Optional.ofNullable(parts.group(2))))
        : Optional.empty();
  }

  public static boolean isName(String text) {
    return NAMES.matcher(text).matches();
  }

  public static boolean isVersion(String text) {
    return VERSIONS.matcher(text).matches();
  }

  @Override
  public String toString() {
    return version.map(known -> name + "@" + known).orElse(name);
  }
}
