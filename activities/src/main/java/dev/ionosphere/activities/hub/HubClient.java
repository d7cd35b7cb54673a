package dev.ionosphere.activities.hub;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.ionosphere.activities.model.Blob;
import dev.ionosphere.activities.tracing.LogContext;
import dev.ionosphere.links.tls.ServerTrust;
import dev.ionosphere.links.tls.UntrustedServerException;
import dev.ionosphere.models.pack.Digest;
import dev.ionosphere.models.pack.ModelRef;
import dev.ionosphere.workflows.rollout.OrderRequest;
import dev.ionosphere.workflows.rollout.RolloutClaim;
import dev.ionosphere.workflows.rollout.SignedOrders;
import dev.ionosphere.workflows.timeline.ChainHead;
import dev.ionosphere.workflows.timeline.TimelineBatch;
import dev.ionosphere.workflows.training.TrainingProgress;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The hub's internal endpoints. Every call may be repeated: the hub knows what it has seen. Safe
 * for threads.
 */
public final class HubClient {
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration ANSWER = Duration.ofSeconds(30);

  /** Progress is only worth something while it is new. */
  private static final Duration PROGRESS = Duration.ofSeconds(3);

  private static final Duration UPLOAD = Duration.ofMinutes(10);

  private final URI hub;
  private final Path tokenFile;
  private final HttpClient http;
  private final ObjectMapper json =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .addModule(new Jdk8Module())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  /**
   * @param tokenFile holds the service token; read for each call, so that it may come later or
   *     change
   * @param trust of the hub's certificate, if its address is https
   */
  public HubClient(URI hub, Path tokenFile, ServerTrust trust) {
    this.hub = hub;
    this.tokenFile = tokenFile;
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .sslContext(trust.context())
            .build();
  }

  public ChainHead record(TimelineBatch batch) {
    return read(post("timeline", batch, ANSWER), new TypeReference<>() {});
  }

  public List<String> devices(String selector) {
    String query = URLEncoder.encode(selector, StandardCharsets.UTF_8);
    return read(send(request("devices?selector=" + query, ANSWER).GET()), new TypeReference<>() {});
  }

  /** Ids of the devices that a rollout is for. */
  public List<String> open(RolloutClaim claim) {
    return read(post("orders/rollouts", claim, ANSWER), new TypeReference<>() {});
  }

  public SignedOrders sign(OrderRequest request) {
    return read(post("orders", request, ANSWER), new TypeReference<>() {});
  }

  public void progress(String ion, String node, TrainingProgress progress) {
    ObjectNode body = json.valueToTree(progress);
    body.put("ion", ion).put("node", node);
    post("runs/" + progress.run() + "/progress", body, PROGRESS);
  }

  /** What the hub knows of a run; empty if it has not heard of it, or not yet. */
  public Optional<KnownRun> run(String run) {
    HttpRequest request = request("runs/" + run, ANSWER).GET().build();
    HttpResponse<String> response = exchange(request);
    return response.statusCode() == 404
        ? Optional.empty()
        : Optional.of(read(body(request, response), new TypeReference<>() {}));
  }

  /** Where a component is; empty if the hub has none of this name and version. */
  public Optional<ComponentPlace> component(String name, String version) {
    HttpRequest request = request("components/" + name + "/" + version, ANSWER).GET().build();
    HttpResponse<String> response = exchange(request);
    return response.statusCode() == 404
        ? Optional.empty()
        : Optional.of(read(body(request, response), new TypeReference<>() {}));
  }

  /** Writes a blob to a file; one that is not what its name says is refused. */
  public void download(String sha256, Path file) throws IOException {
    HttpRequest request = request("blobs/" + sha256, UPLOAD).GET().build();
    HttpResponse<Path> response = exchange(request, HttpResponse.BodyHandlers.ofFile(file));
    if (response.statusCode() != 200) {
      throw new HubException(
          HubException.Category.ofStatus(response.statusCode()),
          "hub answered %d to %s %s"
              .formatted(response.statusCode(), request.method(), request.uri().getPath()),
          null);
    }
    Digest got = Blob.of(file).digest();
    if (!got.hex().equals(sha256)) {
      throw new HubException(
          HubException.Category.UNAVAILABLE,
          "blob %s came with the digest %s".formatted(sha256, got.hex()),
          null);
    }
  }

  /** Gives the hub a blob unless it has it. */
  public void upload(Blob blob) {
    String path = "blobs/" + blob.digest().hex();
    HttpRequest head = request(path, ANSWER).method("HEAD", BodyPublishers.noBody()).build();
    if (exchange(head).statusCode() == 200) {
      return;
    }
    BodyPublisher content =
        switch (blob) {
          case Blob.InMemory memory -> BodyPublishers.ofByteArray(memory.content());
          case Blob.InFile file -> content(file.file());
        };
    send(request(path, UPLOAD).header("Content-Type", "application/octet-stream").PUT(content));
  }

  /** Registers and has signed a package whose manifest and parts are uploaded. */
  public ModelRef register(Digest manifest, String ion, String node, String run) {
    Map<String, String> body =
        Map.of("manifestDigest", manifest.value(), "ion", ion, "node", node, "run", run);
    return read(post("models", body, ANSWER), new TypeReference<>() {});
  }

  private static BodyPublisher content(Path file) {
    try {
      return BodyPublishers.ofFile(file);
    } catch (FileNotFoundException gone) {
      throw new HubException(HubException.Category.REQUEST, "blob file " + file + " is gone", gone);
    }
  }

  private String post(String path, Object body, Duration timeout) {
    byte[] bytes;
    try {
      bytes = json.writeValueAsBytes(body);
    } catch (JsonProcessingException impossible) {
      throw new IllegalArgumentException("no JSON for " + path, impossible);
    }
    return send(
        request(path, timeout)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofByteArray(bytes)));
  }

  private HttpRequest.Builder request(String path, Duration timeout) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(hub.resolve("/internal/v1/" + path))
            .timeout(timeout)
            .header("Authorization", "Bearer " + token())
            .header("Accept", "application/json");
    LogContext.traceparent().ifPresent(parent -> request.header("traceparent", parent));
    return request;
  }

  private String token() {
    try {
      return Files.readString(tokenFile).strip();
    } catch (IOException absent) {
      throw new HubException(
          HubException.Category.UNAVAILABLE,
          "service token file " + tokenFile + " cannot be read yet",
          absent);
    }
  }

  private String send(HttpRequest.Builder builder) {
    HttpRequest request = builder.build();
    return body(request, exchange(request));
  }

  private String body(HttpRequest request, HttpResponse<String> response) {
    int status = response.statusCode();
    if (status >= 200 && status < 300) {
      return response.body();
    }
    throw new HubException(
        HubException.Category.ofStatus(status),
        "hub answered %d to %s %s: %s"
            .formatted(status, request.method(), request.uri().getPath(), said(response.body())),
        null);
  }

  private HttpResponse<String> exchange(HttpRequest request) {
    return exchange(request, HttpResponse.BodyHandlers.ofString());
  }

  private <T> HttpResponse<T> exchange(HttpRequest request, HttpResponse.BodyHandler<T> handler) {
    try {
      return http.send(request, handler);
    } catch (IOException down) {
      throw new HubException(
          HubException.Category.UNAVAILABLE,
          UntrustedServerException.sentence(down)
              .map(untrusted -> "the hub at %s is not believed: %s".formatted(hub, untrusted))
              .orElseGet(() -> "the hub at %s does not answer: %s".formatted(hub, reason(down))),
          down);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new HubException(
          HubException.Category.UNAVAILABLE, "call of the hub was interrupted", interrupted);
    }
  }

  private static String reason(IOException down) {
    return switch (down) {
      case HttpConnectTimeoutException unconnected -> "no connection in time";
      case HttpTimeoutException silent -> "no answer in time";
      case ConnectException refused when refused.getCause() instanceof UnresolvedAddressException ->
          "its name is unknown";
      case ConnectException refused -> "connection refused";
      default -> String.valueOf(down.getMessage());
    };
  }

  /** The problem's own words, if it is one; never a long page. */
  private String said(@Nullable String body) {
    String text = body == null ? "" : body;
    try {
      String detail = json.readTree(text).path("detail").asText("");
      return detail.isEmpty() ? shortened(text) : detail;
    } catch (JsonProcessingException noProblem) {
      return shortened(text);
    }
  }

  private static String shortened(String text) {
    return text.length() > 300 ? text.substring(0, 300) + "…" : text;
  }

  private <T> T read(String body, TypeReference<T> type) {
    try {
      return json.readValue(body, type);
    } catch (JsonProcessingException malformed) {
      throw new HubException(
          HubException.Category.REQUEST,
          "hub's answer is malformed: " + shortened(body),
          malformed);
    }
  }
}
