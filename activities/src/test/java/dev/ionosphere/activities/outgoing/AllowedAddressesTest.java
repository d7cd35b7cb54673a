package dev.ionosphere.activities.outgoing;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AllowedAddressesTest {
  private static final Map<String, String> NAMES =
      Map.of("metadata.example.org", "169.254.169.254", "other.org", "fe80::1");

  private static InetAddress[] resolve(String host) throws UnknownHostException {
    String known = NAMES.getOrDefault(host, host.matches("[0-9.]+|\\[.*]") ? host : "192.0.2.7");
    return new InetAddress[] {InetAddress.getByName(known)};
  }

  private static void check(String list, String address) throws UnknownHostException {
    AllowedAddresses.parse(list, AllowedAddressesTest::resolve).check(URI.create(address));
  }

  @ParameterizedTest
  @CsvSource({
    "hooks.example.org,https://hooks.example.org/a?b=c",
    "hooks.example.org,http://HOOKS.example.org",
    "hooks.example.org:8443,https://hooks.example.org:8443/",
    "*.example.org,https://a.b.example.org",
    "https://hooks.example.org:443,https://hooks.example.org/x",
    "smtp://mail.example.org:25,smtp://mail.example.org:25",
    "169.254.169.254,http://169.254.169.254/latest",
    "127.0.0.1:9000,http://127.0.0.1:9000/"
  })
  void allowsWhatIsListed(String list, String address) {
    assertThatCode(() -> check(list, address)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource({
    "hooks.example.org,https://hooks.example.org:8443/",
    "hooks.example.org,https://hooks.example.org.evil.com/",
    "*.example.org,https://example.org/",
    "*.example.org,https://badexample.org/",
    "https://hooks.example.org,http://hooks.example.org/",
    "https://hooks.example.org:443,https://hooks.example.org:80/",
    "example.org,https://example.org@evil.com/",
    "'',https://example.org/",
    "'',http://127.0.0.1/"
  })
  void refusesWhatIsNot(String list, String address) {
    assertThatThrownBy(() -> check(list, address)).isInstanceOf(AddressException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "*.example.org,https://metadata.example.org/",
    "metadata.example.org,https://metadata.example.org/",
    "other.org,https://other.org/"
  })
  void refusesANameThatLeadsToTheMachinesOwnService(String list, String address) {
    assertThatThrownBy(() -> check(list, address))
        .isInstanceOf(AddressException.class)
        .hasMessageContaining("address of machines");
  }

  @Test
  void refusesUserInfoWithoutShowingIt() {
    assertThatThrownBy(() -> check("example.org", "https://ann:pass@example.org/"))
        .isInstanceOf(AddressException.class)
        .hasMessageNotContaining("pass@")
        .hasMessageContaining("name a secret");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"file:///etc/passwd", "ftp://example.org/", "//example.org", "example.org"})
  void refusesOtherSchemes(String address) {
    assertThatThrownBy(() -> check("example.org", address)).isInstanceOf(AddressException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a b", "*", "*.*", "host:99999", "host/path", "http://", "a,b c"})
  void refusesAMalformedList(String list) {
    assertThatThrownBy(() -> AllowedAddresses.of(Map.of("ION_OUTGOING", list)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("ION_OUTGOING");
  }
}
