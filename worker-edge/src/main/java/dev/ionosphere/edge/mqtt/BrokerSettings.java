package dev.ionosphere.edge.mqtt;

import dev.ionosphere.links.secret.Secrets;
import dev.ionosphere.links.tls.ServerTrust;
import dev.ionosphere.links.tls.Variables;
import java.time.Clock;
import java.util.Map;

/**
 * How this device speaks with brokers.
 *
 * @param trust whose certificate a broker may show
 * @param secrets users and passwords, by the names in documents
 */
public record BrokerSettings(ServerTrust trust, BrokerPolicy policy, Secrets secrets) {

  /**
   * @throws IllegalArgumentException naming the variable that is wrong
   */
  public static BrokerSettings of(Map<String, String> environment) {
    return new BrokerSettings(
        ServerTrust.named("ION_MQTT_CA", new Variables(environment), Clock.systemUTC()),
        BrokerPolicy.of(environment.getOrDefault("ION_MQTT_BROKERS", "")),
        Secrets.of(environment));
  }
}
