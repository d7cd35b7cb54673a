package dev.ionosphere.edge.mqtt;

import dev.ionosphere.data.source.BrokerAddress;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which brokers this device may be sent to. A document says which one; that it may name any, and a
 * secret of the device for it, must not give the secret to a broker of somebody else.
 *
 * @param listed by whoever runs the device
 */
public record BrokerPolicy(Set<BrokerAddress> listed) {

  static final String VARIABLE = "ION_MQTT_BROKERS";

  public BrokerPolicy {
    listed = Set.copyOf(listed);
  }

  /**
   * Of addresses with commas between.
   *
   * @throws IllegalArgumentException naming the variable, if one is none
   */
  static BrokerPolicy of(String text) {
    return new BrokerPolicy(
        Arrays.stream(text.split(","))
            .map(String::strip)
            .filter(address -> !address.isEmpty())
            .map(BrokerPolicy::address)
            .collect(Collectors.toSet()));
  }

  private static BrokerAddress address(String text) {
    if (!BrokerAddress.isOne(text)) {
      throw new IllegalArgumentException(
          "%s: got '%s', allowed: %s, with commas between"
              .formatted(VARIABLE, text, BrokerAddress.ALLOWED));
    }
    return BrokerAddress.of(text);
  }

  /**
   * Why the broker is not spoken with, as far as its address tells.
   *
   * @param login whether it would be given user and password
   */
  Optional<String> refuses(BrokerAddress broker, boolean login) {
    return login && broker.tls() && !listed.contains(broker)
        ? Optional.of(
            "a password goes to no broker that this device does not list: add %s to %s"
                .formatted(broker, VARIABLE))
        : Optional.empty();
  }

  /** Whether it may be elsewhere than on this machine. */
  boolean mayBeElsewhere(BrokerAddress broker) {
    return broker.tls() || listed.contains(broker);
  }
}
