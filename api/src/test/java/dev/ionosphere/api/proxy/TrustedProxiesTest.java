package dev.ionosphere.api.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrustedProxiesTest {
  private final TrustedProxies proxies = new TrustedProxies("10.0.0.0/8, 192.0.2.1, 2001:db8::/32");

  private String address(String socket, String... forwarded) throws UnknownHostException {
    return proxies.address(InetAddress.getByName(socket), List.of(forwarded)).getHostAddress();
  }

  @Test
  void aStrangerIsTheAddressOfHisSocketWhateverHeSays() throws UnknownHostException {
    assertThat(address("198.51.100.7")).isEqualTo("198.51.100.7");
    assertThat(address("198.51.100.7", "203.0.113.1")).isEqualTo("198.51.100.7");
    assertThat(address("198.51.100.7", "10.0.0.1, 192.0.2.1")).isEqualTo("198.51.100.7");
    assertThat(address("11.0.0.1", "203.0.113.1")).isEqualTo("11.0.0.1");
  }

  @Test
  void aTrustedProxyVouchesForWhoAskedIt() throws UnknownHostException {
    assertThat(address("10.1.2.3", "203.0.113.1")).isEqualTo("203.0.113.1");
    assertThat(address("192.0.2.1", "203.0.113.1:4711")).isEqualTo("203.0.113.1");
    assertThat(address("2001:db8::7", "[2001:db9::1]:80")).isEqualTo("2001:db9:0:0:0:0:0:1");
    assertThat(address("10.1.2.3")).isEqualTo("10.1.2.3");
  }

  @Test
  void whatIsInventedBeforeTheFirstProxyCountsForNothing() throws UnknownHostException {
    assertThat(address("10.1.2.3", "1.1.1.1, 203.0.113.1, 10.9.9.9")).isEqualTo("203.0.113.1");
    assertThat(address("10.1.2.3", "1.1.1.1", "203.0.113.1")).isEqualTo("203.0.113.1");
  }

  @Test
  void whatIsNoAddressEndsTheWay() throws UnknownHostException {
    assertThat(address("10.1.2.3", "203.0.113.1, unknown")).isEqualTo("10.1.2.3");
    assertThat(address("10.1.2.3", "localhost")).isEqualTo("10.1.2.3");
    assertThat(address("10.1.2.3", "")).isEqualTo("10.1.2.3");
    assertThat(address("10.1.2.3", "[")).isEqualTo("10.1.2.3");
  }

  @Test
  void nobodyIsTrustedIfNothingIsSaid() throws UnknownHostException {
    assertThat(
            new TrustedProxies("")
                .address(InetAddress.getByName("127.0.0.1"), List.of("203.0.113.1"))
                .getHostAddress())
        .isEqualTo("127.0.0.1");
  }

  @Test
  void namesTheEntryThatIsNoNetwork() {
    for (String wrong : List.of("proxy.example.org", "10.0.0.0/33", "10.0.0.0/x", "10.0.0", "/8")) {
      assertThatThrownBy(() -> TrustedProxies.check("10.0.0.1," + wrong))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("ION_TRUSTED_PROXIES has '" + wrong + "'");
    }
  }
}
