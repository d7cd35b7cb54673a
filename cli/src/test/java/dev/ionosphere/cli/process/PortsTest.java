package dev.ionosphere.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class PortsTest {

  @Test
  void knowsWhetherSomebodyTakesConnections() throws IOException {
    String address;
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      address = "127.0.0.1:" + server.getLocalPort();
      assertThat(Ports.answers(address)).isTrue();
    }
    assertThat(Ports.answers(address)).isFalse();
  }

  @Test
  void nobodyAnswersAtWhatIsNoAddress() {
    for (String text : new String[] {"", "127.0.0.1", ":", "127.0.0.1:x", "127.0.0.1:99999"}) {
      assertThat(Ports.answers(text)).as(text).isFalse();
    }
  }
}
