package dev.ionosphere.data.source;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where an MQTT broker listens: {@code mqtts://broker.example:8883}.
 *
 * @param tls whether TLS is spoken with it
 * @param host name, or address, as it is dialled: one of IPv6 has no brackets
 */
public record BrokerAddress(boolean tls, String host, int port) {

  /** What documents may say, for messages. */
  public static final String ALLOWED = "mqtts://host:port, or mqtt://host:port without TLS";

  private static final int USUAL_PORT = 1883;
  private static final int USUAL_TLS_PORT = 8883;
  private static final Pattern TEXT =
      Pattern.compile(
          "mqtt(s?)://(?:([A-Za-z0-9](?:[A-Za-z0-9._-]{0,251}[A-Za-z0-9])?)|\\[([0-9A-Fa-f:.]{2,45})])"
              + "(?::([1-9][0-9]{0,3}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5]))?");

  /** Whether the text is an address of a broker. */
  public static boolean isOne(String text) {
    return TEXT.matcher(text).matches();
  }

  /**
   * The address; without a port at the usual one.
   *
   * @throws IllegalArgumentException if {@link #isOne} denies it
   */
  public static BrokerAddress of(String text) {
    Matcher parts = TEXT.matcher(text);
    if (!parts.matches()) {
      throw new IllegalArgumentException("got '%s', allowed: %s".formatted(text, ALLOWED));
    }
    boolean tls = !parts.group(1).isEmpty();
    String host = parts.group(2) == null ? parts.group(3) : parts.group(2);
    int usual = tls ? USUAL_TLS_PORT : USUAL_PORT;
    return new BrokerAddress(
        tls, host, parts.group(4) == null ? usual : Integer.parseInt(parts.group(4)));
  }

  /** As a document says it, with its port. */
  public String text() {
    String shown = host.indexOf(':') < 0 ? host : "[" + host + "]";
    return "mqtt%s://%s:%d".formatted(tls ? "s" : "", shown, port);
  }

  @Override
  public String toString() {
    return text();
  }
}
