package dev.ionosphere.models.request;

import dev.ionosphere.models.format.ModelFormatException;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The host that a request is for, as it is signed: in lower case, without the port that its scheme
 * has anyway.
 */
public record Authority(String text) {

  private static final Pattern FORM =
      Pattern.compile("([a-z0-9._~-]{1,253}|\\[[0-9a-f:.]{2,45}])(:[0-9]{1,5})?");
  private static final String ALLOWED = "one host, with or without a port";

  /**
   * @throws ModelFormatException if it is no host
   */
  public Authority {
    if (!FORM.matcher(text).matches()) {
      throw new ModelFormatException("Host", text, ALLOWED);
    }
  }

  /**
   * @param host value of a header {@code Host}
   * @param secure whether the request came over HTTPS
   * @throws ModelFormatException if it is no host
   */
  public static Authority of(String host, boolean secure) {
    String usual = secure ? ":443" : ":80";
    String text = host.toLowerCase(Locale.ROOT);
    return new Authority(
        text.endsWith(usual) ? text.substring(0, text.length() - usual.length()) : text);
  }

  @Override
  public String toString() {
    return text;
  }
}
