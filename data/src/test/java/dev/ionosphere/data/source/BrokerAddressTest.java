package dev.ionosphere.data.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BrokerAddressTest {

  @Test
  void hasTheUsualPortWhereNoneIsStated() {
    assertThat(BrokerAddress.of("mqtts://broker.example"))
        .isEqualTo(new BrokerAddress(true, "broker.example", 8883));
    assertThat(BrokerAddress.of("mqtt://127.0.0.1"))
        .isEqualTo(new BrokerAddress(false, "127.0.0.1", 1883));
  }

  @ParameterizedTest
  @ValueSource(strings = {"mqtts://my_broker:1", "mqtt://[::1]:65535", "mqtts://10.0.0.7:8883"})
  void isWrittenAsItWasRead(String text) {
    assertThat(BrokerAddress.of(text)).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "broker:1883",
        "tcp://broker:1883",
        "ssl://broker:8883",
        "mqtts://",
        "mqtts://user:secret@broker:8883",
        "mqtts://broker:0",
        "mqtts://broker:65536",
        "mqtts://broker:8883/topic",
        "mqtts://-broker:1",
        "mqtts://bro ker:1",
        "mqtts://a,mqtts://b"
      })
  void isNothingElse(String text) {
    assertThat(BrokerAddress.isOne(text)).isFalse();
    assertThatThrownBy(() -> BrokerAddress.of(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("mqtts://host:port");
  }
}
