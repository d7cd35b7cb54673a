package dev.ionosphere.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.ionosphere.edge.testing.TestingDevice;
import dev.ionosphere.edge.testing.TestingGateway;
import dev.ionosphere.edge.testing.TestingHub;
import dev.ionosphere.edge.testing.TestingTemporal;
import dev.ionosphere.links.authority.CertificateAuthority;
import dev.ionosphere.links.authority.IdentityFile;
import dev.ionosphere.links.temporal.TemporalSecurity;
import dev.ionosphere.links.temporal.TemporalStubs;
import dev.ionosphere.links.tls.PemFile;
import dev.ionosphere.links.tls.ServerTrust;
import dev.ionosphere.links.tls.UntrustedServerException;
import io.grpc.StatusRuntimeException;
import io.temporal.api.workflowservice.v1.GetSystemInfoRequest;
import io.temporal.serviceclient.RpcRetryOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every kind of client of a Temporal server that asks for TLS, a client certificate and a key. */
class TemporalTlsIT {
  private static final Duration DAY = Duration.ofDays(1);
  private static final String KEY = "top-secret-key";

  @TempDir static Path directory;
  private static TestingTemporal temporal;
  private static TestingGateway gateway;
  private static TestingGateway renamed;
  private static Map<String, String> variables;

  @BeforeAll
  static void start() throws IOException {
    temporal = new TestingTemporal(directory);
    temporal.start();
    CertificateAuthority servers = CertificateAuthority.create("Temporal's CA", Instant.now(), DAY);
    CertificateAuthority clients = CertificateAuthority.create("clients", Instant.now(), DAY);
    Path serverCa = directory.resolve("servers.crt");
    Path clientCa = directory.resolve("clients.crt");
    Path client = directory.resolve("client.pem");
    IdentityFile.writeCertificates(servers.identity().chain(), serverCa);
    IdentityFile.writeCertificates(clients.identity().chain(), clientCa);
    IdentityFile.write(clients.issue(List.of("worker"), Instant.now(), DAY), client);
    Optional<ServerTrust> known =
        Optional.of(
            ServerTrust.of(Optional.of(new PemFile("clients", clientCa)), "", Clock.systemUTC()));
    gateway =
        new TestingGateway(
            temporal.address(), servers.issue(List.of("127.0.0.1"), Instant.now(), DAY), known);
    renamed =
        new TestingGateway(
            temporal.address(),
            servers.issue(List.of("temporal.example.org"), Instant.now(), DAY),
            Optional.empty());
    variables =
        Map.of(
            "TEMPORAL_TLS_SERVER_CA_CERT_PATH", serverCa.toString(),
            "TEMPORAL_TLS_CLIENT_CERT_PATH", client.toString(),
            "TEMPORAL_TLS_CLIENT_KEY_PATH", client.toString(),
            "TEMPORAL_API_KEY", KEY);
    until("Temporal answers through the gateway", () -> answers(gateway, variables));
  }

  @AfterAll
  static void stop() throws InterruptedException {
    renamed.close();
    gateway.close();
    temporal.close();
  }

  private static boolean answers(TestingGateway at, Map<String, String> environment) {
    try {
      ask(at, environment);
      return true;
    } catch (StatusRuntimeException refused) {
      return false;
    }
  }

  /** As hub and cloud worker do. */
  private static void ask(TestingGateway at, Map<String, String> environment) {
    TemporalSecurity security = TemporalSecurity.of(environment, Clock.systemUTC());
    WorkflowServiceStubs stubs =
        WorkflowServiceStubs.newServiceStubs(
            TemporalStubs.options(at.address(), security)
                .setRpcRetryOptions(
                    RpcRetryOptions.newBuilder()
                        .setExpiration(Duration.ofSeconds(1))
                        .validateBuildWithDefaults())
                .build());
    try {
      Object answer =
          stubs
              .blockingStub()
              .withDeadlineAfter(5, TimeUnit.SECONDS)
              .getSystemInfo(GetSystemInfoRequest.getDefaultInstance());
      assertThat(answer).isNotNull();
    } finally {
      stubs.shutdownNow();
    }
  }

  private static Map<String, String> without(String... names) {
    Map<String, String> fewer = new HashMap<>(variables);
    List.of(names).forEach(fewer::remove);
    return fewer;
  }

  @Test
  void theKeyArrivesWithEachCall() {
    ask(gateway, variables);
    assertThat(gateway.calls).contains("GetSystemInfo Bearer " + KEY);
  }

  @Test
  void whoShowsNoCertificateIsRefused() {
    int before = gateway.calls.size();
    Map<String, String> none =
        without("TEMPORAL_TLS_CLIENT_CERT_PATH", "TEMPORAL_TLS_CLIENT_KEY_PATH");
    assertThat(catchThrowable(() -> ask(gateway, none))).isInstanceOf(StatusRuntimeException.class);
    assertThat(catchThrowable(() -> ask(gateway, Map.of())))
        .as("plain text")
        .isInstanceOf(StatusRuntimeException.class);
    assertThat(gateway.calls.stream().skip(before).filter(call -> call.startsWith("GetSystem")))
        .isEmpty();
  }

  @Test
  void aServerOfAnotherCaIsRefusedInASentence() {
    Throwable refused =
        catchThrowable(() -> ask(gateway, without("TEMPORAL_TLS_SERVER_CA_CERT_PATH")));
    assertThat(UntrustedServerException.sentence(refused).orElse(""))
        .contains(
            "shows a certificate issued by 'CN=Temporal\\'s CA', which is not trusted here; set TEMPORAL_TLS_SERVER_CA_CERT_PATH"
                .replace("\\", ""));
  }

  @Test
  void aServerOfAnotherNameIsRefusedUnlessThatIsNamed() {
    Throwable refused = catchThrowable(() -> ask(renamed, variables));
    assertThat(UntrustedServerException.sentence(refused).orElse(""))
        .contains("a certificate for temporal.example.org");
    Map<String, String> named = new HashMap<>(variables);
    named.put("TEMPORAL_TLS_SERVER_NAME", "temporal.example.org");
    ask(renamed, named);
    assertThat(renamed.calls).containsOnly("GetSystemInfo Bearer " + KEY);
  }

  @Test
  void aDeviceTakesItsWorkThroughTls() throws Exception {
    try (TestingHub hub = new TestingHub(gateway.address());
        TestingDevice device = new TestingDevice(directory, "secured", hub.address())) {
      device.with(variables).start();
      until("the device is linked", () -> device.status().path("temporal").asBoolean());
      until(
          "it asks for work", () -> gateway.calls.contains("PollActivityTaskQueue Bearer " + KEY));
      assertThat(device.log()).doesNotContain(KEY);
    }
  }

  @Test
  void aDeviceSaysWhyItIsNotLinked() throws Exception {
    try (TestingHub hub = new TestingHub(gateway.address());
        TestingDevice device = new TestingDevice(directory, "stranger", hub.address())) {
      device.with(without("TEMPORAL_TLS_SERVER_CA_CERT_PATH")).start();
      until("it says so", () -> says(device, "which is not trusted here; set TEMPORAL_TLS"));
      assertThat(device.status().path("temporal").asBoolean()).isFalse();
    }
  }

  private static boolean says(TestingDevice device, String words) {
    try {
      return device.log().contains(words);
    } catch (IOException notYet) {
      return false;
    }
  }

  private static void until(String what, BooleanSupplier condition) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(90);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as(what).isLessThan(end);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
    }
  }
}
