package dev.ionosphere.edge.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ionosphere.data.source.BrokerAddress;
import dev.ionosphere.edge.store.NodeKey;
import org.junit.jupiter.api.Test;

class BrokerPolicyTest {

  private static final BrokerAddress PLANT = BrokerAddress.of("mqtts://broker.plant");
  private static final BrokerAddress PLAIN = BrokerAddress.of("mqtt://10.0.0.7");

  @Test
  void aPasswordGoesOnlyToAListedBroker() {
    BrokerPolicy none = BrokerPolicy.of("");
    assertThat(none.refuses(PLANT, false)).isEmpty();
    assertThat(none.refuses(PLANT, true))
        .hasValueSatisfying(
            why -> assertThat(why).contains("mqtts://broker.plant:8883", "ION_MQTT_BROKERS"));
    BrokerPolicy listed = BrokerPolicy.of(" mqtts://broker.plant:8883 , mqtt://10.0.0.7:1883,");
    assertThat(listed.refuses(PLANT, true)).isEmpty();
    assertThat(listed.refuses(BrokerAddress.of("mqtts://broker.plant:8884"), true)).isPresent();
    assertThat(BrokerPolicy.of("mqtt://broker.plant:8883").refuses(PLANT, true)).isPresent();
  }

  @Test
  void withoutTlsOnlyThisMachineOrAListedBrokerIsReached() {
    assertThat(BrokerPolicy.of("").mayBeElsewhere(PLAIN)).isFalse();
    assertThat(BrokerPolicy.of("mqtts://10.0.0.7:1883").mayBeElsewhere(PLAIN)).isFalse();
    assertThat(BrokerPolicy.of("mqtt://10.0.0.7").mayBeElsewhere(PLAIN)).isTrue();
    assertThat(BrokerPolicy.of("").mayBeElsewhere(PLANT)).isTrue();
  }

  @Test
  void namesTheVariableThatIsWrong() {
    assertThatThrownBy(() -> BrokerPolicy.of("mqtts://a,broker:1883"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("ION_MQTT_BROKERS: got 'broker:1883'");
  }

  @Test
  void aClientIdIsReadableAndNotTooLong() {
    assertThat(ClientId.of("engine-61", new NodeKey("pump", "detect")))
        .isEqualTo("ionosphere:engine-61:pump.detect");
    String device = "d".repeat(63);
    String one = ClientId.of(device, new NodeKey("i".repeat(63), "a"));
    assertThat(one).hasSizeLessThanOrEqualTo(100);
    assertThat(one).isNotEqualTo(ClientId.of(device, new NodeKey("i".repeat(63), "b")));
  }
}
