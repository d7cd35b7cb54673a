package dev.ionosphere.edge.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ionosphere.edge.hub.HubRefusal;
import dev.ionosphere.edge.identity.DeviceKey;
import dev.ionosphere.edge.store.Disk;
import dev.ionosphere.edge.store.StateDirectory;
import dev.ionosphere.edge.testing.TestingHub;
import dev.ionosphere.edge.testing.TestingLink;
import dev.ionosphere.models.order.TrustedRoot;
import dev.ionosphere.models.pack.Digest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One session for all that the device asks, through a hub that is as strict as the real one. */
class DeviceSessionTest {

  private static final String NONCE = "nonce-of-a-device";

  @TempDir Path directory;
  private final AtomicLong nanos = new AtomicLong();
  private TestingHub hub;
  private TestingLink link;

  @BeforeEach
  void start() throws IOException {
    hub = new TestingHub("");
    link = to(Clock.systemUTC());
  }

  @AfterEach
  void stop() {
    hub.close();
  }

  @Test
  void isOpenedOnceForAllRequests() throws IOException {
    for (int i = 0; i < 5; i++) {
      ask();
    }
    assertThat(hub.requests)
        .containsExactly(
            "GET /edge/v1/session/nonce",
            "POST /edge/v1/session",
            "GET /edge/v1/time",
            "GET /edge/v1/time",
            "GET /edge/v1/time",
            "GET /edge/v1/time",
            "GET /edge/v1/time");
  }

  @Test
  void servesAllThreadsAtTheSameTime()
      throws IOException, InterruptedException, ExecutionException {
    byte[] blob = "a model".getBytes(StandardCharsets.UTF_8);
    hub.blobs.put(Digest.of(blob).hex(), blob);
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      List<Future<?>> asked = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        asked.add(
            threads.submit(() -> {
              ask();
              return null;
            }));
      }
      for (Future<?> each : asked) {
        each.get();
      }
    }
    assertThat(hub.sessions.opened).hasValue(1);
    assertThat(hub.requests).hasSize(202);
  }

  /** What a hub that was started again does not know, the device opens anew and asks once more. */
  @Test
  void isOpenedAgainWhenTheHubDoesNotKnowIt() throws IOException {
    ask();
    hub.sessions.forget();
    hub.requests.clear();
    ask();
    assertThat(hub.requests)
        .containsExactly(
            "GET /edge/v1/time",
            "GET /edge/v1/session/nonce",
            "POST /edge/v1/session",
            "GET /edge/v1/time");
  }

  /** Its words cannot be read then: the body went out as a stream. */
  @Test
  void alsoARequestWithABodyIsSentOnceMore() throws IOException {
    ask();
    hub.sessions.forget();
    byte[] report =
        "{\"device\":\"d1\",\"incarnation\":1,\"sent\":\"2026-03-01T10:00:00Z\",\"actual\":[],\"records\":[]}"
            .getBytes(StandardCharsets.UTF_8);
    assertThat(link.hub().reports(report).records()).isEmpty();
    assertThat(hub.deliveries).hasSize(1);
  }

  /** The JDK sends a GET again by itself when a kept connection turns out to be closed. */
  @Test
  void aRequestThatTheHubHasAlreadyIsSentOnceMoreUnderAnotherNumber() throws IOException {
    ask();
    hub.sessions.refusals.add("replayed");
    ask();
    assertThat(hub.sessions.opened).hasValue(1);
    assertThat(hub.requests).hasSize(5);
  }

  @Test
  void aHubThatRefusesEachSessionIsAskedTwiceAndNotForEver() {
    hub.sessions.refusals.addAll(Collections.nCopies(100, "session-unknown"));
    assertThatThrownBy(this::ask)
        .isInstanceOf(HubRefusal.class)
        .hasMessage("GET /edge/v1/time: hub answered 401: refused as session-unknown");
    assertThat(hub.requests).hasSize(6);
  }

  @ParameterizedTest
  @ValueSource(strings = {"unsigned", "signature-wrong", "content-digest-wrong", "other"})
  void anyOtherRefusalIsTold(String code) throws IOException {
    ask();
    hub.requests.clear();
    hub.sessions.refusals.add(code);
    assertThatThrownBy(this::ask).hasMessageEndingWith("401: refused as " + code);
    hub.sessions.refusals.add(code);
    byte[] report = "{}".getBytes(StandardCharsets.UTF_8);
    assertThatThrownBy(() -> link.hub().reports(report))
        .isInstanceOf(HubRefusal.class)
        .hasMessageEndingWith("POST /edge/v1/reports: hub answered 401: " + code);
    assertThat(hub.requests).hasSize(2);
  }

  /** Otherwise a record would be put aside, or a model called missing, that nobody has seen. */
  @ParameterizedTest
  @ValueSource(ints = {400, 403, 404, 409, 413, 422, 429, 503})
  void theRefusalOfASessionIsNoneOfWhatWasToBeSent(int status) {
    hub.sessions.closed = status;
    byte[] report = "{}".getBytes(StandardCharsets.UTF_8);
    HubRefusal refusal = catchThrowableOfType(HubRefusal.class, () -> link.hub().reports(report));
    assertThat(refusal)
        .hasMessage("GET /edge/v1/session/nonce: hub answered %d: closed".formatted(status));
    assertThat(refusal.isFinal()).isFalse();
    assertThat(refusal.isTooLarge()).isFalse();
    assertThat(refusal.status()).isEqualTo(401);
    assertThat(refusal.retryAfter()).contains(Duration.ofSeconds(7));
  }

  @Test
  void isRenewedBeforeItIsOver() throws IOException {
    ask();
    pass(Duration.ofMinutes(11));
    ask();
    assertThat(hub.sessions.opened).hasValue(1);
    pass(Duration.ofMinutes(2));
    ask();
    assertThat(hub.sessions.opened).hasValue(2);
    pass(Duration.ofDays(30));
    ask();
    assertThat(hub.sessions.opened).hasValue(3);
  }

  @Test
  void goesOnWhileNoOtherCanBeOpenedAndItIsNotOver() throws IOException {
    Signing first = link.session().current();
    hub.cutOff();
    pass(Duration.ofMinutes(13));
    assertThat(link.session().current()).isSameAs(first);
    pass(Duration.ofMinutes(3));
    assertThatThrownBy(() -> link.session().current()).isInstanceOf(IOException.class);
    hub.comeBack();
    ask();
    assertThat(hub.sessions.opened).hasValue(2);
  }

  @Test
  void theLostSessionOfAnotherThreadEndsNoNewerOne() throws IOException {
    Signing first = link.session().current();
    link.session().lost(first);
    Signing second = link.session().current();
    link.session().lost(first);
    assertThat(link.session().current()).isSameAs(second).isNotSameAs(first);
  }

  /** Neither before the hub's certificate nor after anything expires, and never twice. */
  @ParameterizedTest
  @ValueSource(strings = {"1970-01-01T00:00:00Z", "2038-01-19T03:14:08Z", "2106-02-07T06:28:16Z"})
  void noClockOfTheDeviceCounts(String wrong) throws IOException {
    link = to(Clock.fixed(Instant.parse(wrong), ZoneOffset.UTC));
    ask();
    ask();
    hub.sessions.forget();
    ask();
    assertThat(hub.sessions.opened).hasValue(2);
    assertThat(hub.requests).as("no request was refused but for the session").hasSize(8);
    assertThat(link.link().offset()).isPresent();
  }

  @Test
  void believesNoHubButItsOwn() throws IOException {
    try (TestingHub other = new TestingHub("")) {
      TestingLink.to(other, directory, "d1", Clock.systemUTC()); // it knows the device's key
      TestingLink astray =
          TestingLink.to(hub, other.address(), directory, "d1", Clock.systemUTC(), nanos::get);
      assertThatThrownBy(() -> astray.hub().state())
          .isInstanceOf(IOException.class)
          .hasMessageStartingWith("whoever answers is not the device's hub: session: 0 good");
      assertThat(other.requests).doesNotContain("GET /edge/v1/state");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "?", "nonce-of-this-hub-1"})
  void whoeverAnswersSomethingElseOpensNoSession(String nonce) throws IOException {
    DeviceKey key =
        DeviceKey.openOrMake(new StateDirectory(Disk.local(), directory.resolve("identity")));
    SessionDesk page =
        new SessionDesk() {
          @Override
          public String nonce() {
            return nonce;
          }

          @Override
          public byte[] open(byte[] offer) {
            return "<html>".getBytes(StandardCharsets.UTF_8);
          }
        };
    DeviceSession session =
        new DeviceSession(
            "d1", 1, key, () -> TrustedRoot.pinned(hub.orders.root()), page, nanos::get);
    assertThatThrownBy(session::current)
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("whoever answers ");
  }

  private void ask() throws IOException {
    assertThat(link.hub().time(NONCE)).isNotEmpty();
  }

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  private TestingLink to(Clock clock) throws IOException {
    return TestingLink.to(hub, directory, "d1", clock, nanos::get);
  }
}
