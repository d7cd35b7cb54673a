package dev.ionosphere.cli.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.ionosphere.cli.TestingHub;
import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HubClientTest {
  private final TestingHub hub = new TestingHub();
  private final HubClient client =
      new HubClient(hub.address(), Optional.of("mine"), HubTrust.system());

  @AfterEach
  void close() {
    hub.close();
  }

  @Test
  void sendsTheTokenAndTheBody() {
    hub.answersTo("PUT /api/v1/x", "{\"a\":1}", "{\"b\":2}");
    assertThat(
            client
                .put("/api/v1/x", JsonNodeFactory.instance.objectNode().put("a", 1))
                .path("b")
                .asInt())
        .isEqualTo(2);
    assertThat(hub.lastAsked().authorization()).isEqualTo("Bearer mine");
    hub.answers("GET /api/v1/y", "{}");
    client.with("another").get("/api/v1/y");
    assertThat(hub.lastAsked().authorization()).isEqualTo("Bearer another");
    new HubClient(hub.address(), Optional.empty(), HubTrust.system()).get("/api/v1/y");
    assertThat(hub.lastAsked().authorization()).isEqualTo("null");
  }

  @Test
  void readsAnEmptyAnswerAsNothing() {
    hub.answers("POST /api/v1/x", 204, "");
    assertThat(client.post("/api/v1/x").isMissingNode()).isTrue();
  }

  @Test
  void readsAllPagesBesideAQuery() {
    hub.answers("GET /api/v1/runs?ion=a", "{\"items\":[1],\"next\":\"x/1\"}")
        .answers("GET /api/v1/runs?ion=a&cursor=x%2F1", "{\"items\":[2]}");
    assertThat(client.all("/api/v1/runs?ion=a").path("items").toString()).isEqualTo("[1,2]");
  }

  @Test
  void encodesWhatAPersonTyped() {
    assertThat(HubClient.encode("a b/c?d=é")).isEqualTo("a%20b%2Fc%3Fd%3D%C3%A9");
  }

  @Test
  void streamsBytesAndSaysWhyNot() throws IOException {
    hub.answers("GET /api/v1/export", "bytes").refuses("GET /api/v1/none", 404, "no such export");
    try (InputStream bytes = client.stream("/api/v1/export", "*/*")) {
      assertThat(new String(bytes.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo("bytes");
    }
    assertThatThrownBy(() -> client.stream("/api/v1/none", "*/*"))
        .isInstanceOf(HubException.RefusedException.class)
        .hasMessage("no such export");
  }

  @Test
  void saysWhoseTokenIsNotTaken() {
    hub.refuses("GET /api/v1/x", 401, "who");
    assertThatThrownBy(() ->
            new HubClient(hub.address(), Optional.of("t"), "in ION_TOKEN", HubTrust.system())
                .get("/api/v1/x"))
        .isInstanceOf(HubException.UnauthenticatedException.class)
        .hasMessage(hub.address() + " does not take the token in ION_TOKEN");
    assertThatThrownBy(() ->
            new HubClient(hub.address(), Optional.empty(), HubTrust.system()).get("/api/v1/x"))
        .hasMessage(hub.address() + " wants a token, and there is none for it");
  }

  @Test
  void saysThatAServerHungUp() throws Exception {
    try (ServerSocket server = new ServerSocket(0)) {
      Thread hangsUp =
          Thread.ofVirtual()
              .start(() -> {
                try {
                  while (true) { // the client asks a second time by itself
                    server.accept().close();
                  }
                } catch (IOException closed) {
                  // the test is over
                }
              });
      HubClient other =
          new HubClient(
              URI.create("http://127.0.0.1:" + server.getLocalPort()),
              Optional.empty(),
              HubTrust.system());
      assertThatThrownBy(() -> other.get("/api/v1/x"))
          .isInstanceOf(HubException.UnreachableException.class)
          .hasMessageContaining("no hub answers at http://127.0.0.1:");
      server.close();
      hangsUp.join();
    }
  }

  @Test
  void readsAProblemWithItsFindings() {
    Problem problem =
        Problem.read(
            422,
            """
            {"title":"Not valid","detail":"2 findings","code":"invalid-document","errors":[
              {"file":"a.yaml","line":3,"column":5,"message":"unknown node"},
              {"message":"no edge"}, "text"]}
            """);
    assertThat(problem.code()).isEqualTo("invalid-document");
    assertThat(problem.errors()).containsExactly("a.yaml:3:5: unknown node", "no edge", "text");
  }

  @Test
  void readsAnythingElseAsItCame() {
    assertThat(Problem.read(502, "Bad gateway\n").detail()).isEqualTo("Bad gateway");
    assertThat(Problem.read(502, "[1]").detail()).isEqualTo("[1]");
    assertThat(Problem.read(503, "").title()).isEqualTo("HTTP 503");
    assertThat(Problem.read(500, "{\"message\":\"old style\"}").detail()).isEqualTo("old style");
  }
}
