package dev.ionosphere.links.secret;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The name of a secret, as documents, hub, history and ledger hold it.
 *
 * @param value 1 to 63 of {@code a-z}, {@code 0-9} and inner dashes
 */
public record SecretName(String value) {
  private static final Pattern ALLOWED = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");

  public SecretName {
    if (!ALLOWED.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "secret name '%s' is refused, allowed are 1 to 63 of a-z, 0-9 and inner dashes"
              .formatted(value));
    }
  }

  /** {@code hook-key} is {@code ION_SECRET_HOOK_KEY}. */
  String variable() {
    return "ION_SECRET_" + value.toUpperCase(Locale.ROOT).replace('-', '_');
  }

  @Override
  public String toString() {
    return value;
  }
}
