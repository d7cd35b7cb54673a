package dev.ionosphere.edge.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ionosphere.data.source.BrokerAddress;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ArrivalsTest {

  @Test
  void waitsOnlySoLongForTheSubscription() throws Exception {
    BrokerAddress nobody = new BrokerAddress(false, "127.0.0.1", 1);
    Arrivals silent = new Arrivals(nobody, Duration.ofMillis(1));
    assertThatThrownBy(silent::take).hasMessageContaining("does not answer to the subscription");
    Arrivals busy = new Arrivals(nobody, Duration.ofMillis(1));
    busy.put(new Message(1, false, false, "s/a", new byte[1]));
    assertThat(busy.take()).hasSize(1);
    busy.subscribed();
    assertThat(busy.take()).isEmpty();
  }

  @Test
  void longTopicsTakeRoomAsWell() throws Exception {
    Arrivals arrivals = new Arrivals(new BrokerAddress(false, "127.0.0.1", 1), Duration.ZERO);
    Message large = new Message(1, false, false, "x".repeat(65_000), new byte[1]);
    Thread brings =
        Thread.ofPlatform()
            .start(() -> {
              try {
                for (int i = 0; i < 8; i++) {
                  arrivals.put(large);
                }
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    while (brings.getState() != Thread.State.WAITING && brings.isAlive()) {
      Thread.onSpinWait();
    }
    assertThat(brings.isAlive()).isTrue();
    assertThat(arrivals.take()).hasSize(5);
    arrivals.close();
    brings.join();
  }
}
