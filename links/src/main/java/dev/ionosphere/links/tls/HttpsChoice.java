package dev.ionosphere.links.tls;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Map;

/**
 * Whether a hub that is started with these variables speaks HTTPS: if it is asked to, and by itself
 * where others can reach it or where it has a certificate.
 *
 * @param on whether it does
 * @param exposed whether it listens beyond loopback
 * @param given whether its certificate is from elsewhere
 */
public record HttpsChoice(boolean on, boolean exposed, boolean given) {
  private static final String TLS = "ION_TLS";
  private static final String CERTIFICATE = "ION_TLS_CERTIFICATE";
  private static final String KEY = "ION_TLS_KEY";

  /**
   * @throws IllegalArgumentException naming the variable that is wrong
   */
  public static HttpsChoice of(Map<String, String> environment) {
    Variables variables = new Variables(environment);
    boolean given = variables.both(CERTIFICATE, KEY);
    boolean exposed = variables.value("ION_HUB_HOST").filter(HttpsChoice::isBeyond).isPresent();
    String text = variables.value(TLS).orElse(exposed || given ? "on" : "off");
    boolean on =
        switch (text) {
          case "on" -> true;
          case "off" -> false;
          default ->
              throw new IllegalArgumentException(
                  "%s is '%s', allowed are on and off".formatted(TLS, text));
        };
    if (!on && given) {
      throw new IllegalArgumentException(
          "%s is 'off', but %s is set; remove one of them".formatted(TLS, CERTIFICATE));
    }
    return new HttpsChoice(on, exposed, given);
  }

  private static boolean isBeyond(String host) {
    try {
      return !InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException elsewhere) {
      return true;
    }
  }
}
