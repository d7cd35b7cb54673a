package dev.ionosphere.edge.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.ionosphere.edge.identity.Enrolment;
import dev.ionosphere.edge.store.Json;
import dev.ionosphere.models.device.Bucket;
import dev.ionosphere.models.device.Telemetry;
import dev.ionosphere.models.device.TelemetryReceipt;
import dev.ionosphere.models.pack.ModelSigner;
import dev.ionosphere.models.signature.Ed25519Signer;
import dev.ionosphere.models.signature.Ed25519Verifier;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a device sees of the hub. It can be cut off and come back, and checks every signature. */
public final class TestingHub implements AutoCloseable {

  public static final String ENROL_TOKEN = "once-only";

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final Pattern STATE =
      Pattern.compile(
          "have=(?<have>\\d+\\.\\d+)(&order=[^&]+&trusts=[^&]+)?&root=\\d+&wait=(?<wait>\\d{1,3})");
  private static final Duration SKEW = Duration.ofMinutes(5);

  private final Ed25519Signer modelKey = Ed25519Signer.create();
  public final ModelSigner signer = ModelSigner.of(modelKey);
  public final TestingOrders orders = new TestingOrders(modelKey);
  public final Map<String, byte[]> blobs = new ConcurrentHashMap<>();
  private final Map<String, Path> files = new ConcurrentHashMap<>();
  public final List<Telemetry> deliveries = new CopyOnWriteArrayList<>();
  public final List<String> requests = new CopyOnWriteArrayList<>();
  private final Map<String, Telemetry.Entry> records = new LinkedHashMap<>();
  private final Set<String> contents = new HashSet<>();
  private final Map<String, String> devices = new ConcurrentHashMap<>();
  public final TestingSessions sessions = new TestingSessions(orders, devices);
  private final String temporalAddress;
  private final int port;
  private HttpServer server;

  /** Ends a download after so many bytes, once. */
  public volatile int breakAfter = Integer.MAX_VALUE;

  /** Answers a delivery that holds such an incident with 400. */
  public volatile String poison = "";

  /** Refuses records whose text holds this. */
  public volatile String refused = "";

  /** Answers a delivery with this instead, if it is there; the records are not taken. */
  public volatile @Nullable Spoken instead;

  /** What it answers a device that asks what it is to run. */
  public volatile int stateStatus = 200;

  /** What it answers a device that asks what it is to run, in place of its order. */
  public volatile byte @Nullable [] hostileOrder;

  /** Its answer to a device that asks for the time, by the nonce. */
  public volatile Function<String, byte[]> time = orders::time;

  /** What a proxy on the way answers telemetry with, unless it is 0. */
  public volatile int proxyStatus;

  /** What blobs are answered with, unless it is 0. */
  public volatile int blobStatus;

  /** How long it asks to be left alone when it refuses a blob, in seconds; empty: not. */
  public volatile String retryAfter = "";

  /** Lets so many bytes of blobs through, if it is there. */
  public volatile @Nullable Semaphore trickle;

  /** Most bytes of telemetry that a proxy on the way lets through. */
  public volatile int proxyLimit = Integer.MAX_VALUE;

  /** Something that is no receipt, or one for other records. */
  public record Spoken(int status, String contentType, String body, Map<String, String> headers) {}

  /**
   * @param temporalAddress empty: devices poll
   */
  public TestingHub(String temporalAddress) throws IOException {
    this.temporalAddress = temporalAddress;
    this.server = listen(0);
    this.port = server.getAddress().getPort();
  }

  public URI address() {
    return URI.create("http://127.0.0.1:" + port);
  }

  public void cutOff() {
    server.stop(0);
  }

  public void comeBack() throws IOException {
    server = listen(port);
  }

  public void publish(TestingModel model) {
    blobs.putAll(model.blobs());
  }

  /** The plan is read from its file. */
  public void publish(LargeModel model) {
    blobs.putAll(model.blobs());
    files.put(model.planHex(), model.plan());
  }

  public void enrolled(String device, String publicKey) {
    devices.put(device, publicKey);
  }

  /** Buckets, each counted once as the contract says. */
  public List<Bucket> buckets() {
    return taken(Telemetry.Entry.BUCKET, Bucket.class);
  }

  /** What an agent of 0.3.0 left behind, likewise. */
  public List<Telemetry.Window> windows() {
    return taken(Telemetry.Entry.WINDOW, Telemetry.Window.class);
  }

  public long rows() {
    return windows().stream().mapToLong(Telemetry.Window::rows).sum()
        + buckets().stream().mapToLong(Bucket::rows).sum();
  }

  public List<Telemetry.Incident> incidents(String kind) {
    return taken(Telemetry.Entry.INCIDENT, Telemetry.Incident.class).stream()
        .filter(i -> i.kind().equals(kind))
        .toList();
  }

  private <T> List<T> taken(String kind, Class<T> type) {
    List<T> bodies = new ArrayList<>();
    synchronized (records) {
      for (Telemetry.Entry entry : records.values()) {
        if (entry.kind().equals(kind)) {
          bodies.add(read(Json.write(entry.body()), type));
        }
      }
    }
    return bodies;
  }

  private static <T> T read(byte[] json, Class<T> type) {
    try {
      return Json.read(json, type);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private HttpServer listen(int at) throws IOException {
    HttpServer listening =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), at), 0);
    listening.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    listening.createContext("/", this::answer);
    listening.start();
    return listening;
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    requests.add(exchange.getRequestMethod() + " " + path);
    byte[] body = exchange.getRequestBody().readAllBytes();
    try (exchange) {
      if (path.equals("/api/v1/devices/enrol")) {
        enrol(exchange, body);
      } else if (path.startsWith("/edge/v1/session")) {
        session(exchange, path, body);
      } else if (path.equals("/edge/v1/root")) {
        respond(exchange, 200, orders.root().json());
      } else if (!admitted(exchange, body)) {
        return;
      } else if (path.startsWith("/edge/v1/blobs/")) {
        blob(exchange, path.substring("/edge/v1/blobs/".length()));
      } else if (path.equals("/edge/v1/time")) {
        String query = exchange.getRequestURI().getQuery();
        respond(exchange, 200, time.apply(query.substring("nonce=".length())));
      } else if (path.equals("/edge/v1/state")) {
        state(exchange);
      } else if (path.equals("/edge/v1/reports")) {
        telemetry(exchange, body);
      } else {
        respond(exchange, 404, new byte[0]);
      }
    }
  }

  private void state(HttpExchange exchange) throws IOException {
    String device = sessions.device(exchange);
    String query = exchange.getRequestURI().getQuery();
    byte[] hostile = hostileOrder;
    if (hostile != null) {
      respond(exchange, 200, hostile);
      return;
    }
    if (query == null || stateStatus != 200) {
      respond(exchange, stateStatus, stateStatus == 200 ? orders.current(device) : new byte[0]);
      return;
    }
    Matcher asked = STATE.matcher(query);
    if (!asked.matches()) {
      respond(exchange, 400, new byte[0]);
      return;
    }
    try {
      Duration wait = Duration.ofSeconds(Long.parseLong(asked.group("wait")));
      byte[] order = orders.after(device, asked.group("have"), wait);
      respond(exchange, order.length == 0 ? 304 : 200, order);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void enrol(HttpExchange exchange, byte[] body) throws IOException {
    JsonNode request = MAPPER.readTree(body);
    if (!request.path("token").asText().equals(ENROL_TOKEN) && !proven(request)) {
      exchange.getResponseHeaders().set("Content-Type", "application/problem+json");
      respond(exchange, 401, Json.write(Map.of("title", "No", "detail", "token unknown")));
      return;
    }
    String device = request.get("device").asText();
    enrolled(device, request.get("publicKey").asText());
    respond(
        exchange,
        200,
        Json.write(
            new Enrolment(
                device,
                1,
                Map.of(signer.keyId(), signer.publicKey()),
                new String(orders.root().json(), StandardCharsets.UTF_8),
                temporalAddress.isEmpty() ? null : temporalAddress,
                temporalAddress.isEmpty() ? null : "default")));
  }

  private boolean proven(JsonNode request) {
    String device = request.get("device").asText();
    JsonNode proof = request.path("proof");
    Instant time = Instant.ofEpochSecond(proof.path("time").asLong());
    if (!devices.containsKey(device)
        || Duration.between(time, Instant.now()).abs().compareTo(SKEW) > 0) {
      return false;
    }
    String text =
        "ionosphere enrol\n%s\n%s\n%d\n"
            .formatted(device, request.get("publicKey").asText(), time.getEpochSecond());
    return Ed25519Verifier.of(device, devices.get(device))
        .verifies(text.getBytes(StandardCharsets.UTF_8), proof.path("signature").asText());
  }

  private void session(HttpExchange exchange, String path, byte[] body) throws IOException {
    if (sessions.closed != 0) {
      exchange.getResponseHeaders().set("Content-Type", "application/problem+json");
      exchange.getResponseHeaders().set("Retry-After", "7");
      respond(exchange, sessions.closed, Json.write(Map.of("detail", "closed")));
      return;
    }
    if (path.endsWith("/nonce")) {
      respond(exchange, 200, Json.write(Map.of("nonce", sessions.nonce())));
      return;
    }
    byte[] answer = sessions.open(body);
    if (answer.length == 0) {
      refuse(exchange, "signature-wrong");
    } else {
      respond(exchange, 200, answer);
    }
  }

  private boolean admitted(HttpExchange exchange, byte[] body) throws IOException {
    String refusal = sessions.refusal(exchange, body);
    if (!refusal.isEmpty()) {
      refuse(exchange, refusal);
    }
    return refusal.isEmpty();
  }

  private static void refuse(HttpExchange exchange, String code) throws IOException {
    exchange
        .getResponseHeaders()
        .set("WWW-Authenticate", "Signature realm=\"ionosphere\", error=\"%s\"".formatted(code));
    exchange.getResponseHeaders().set("Content-Type", "application/problem+json");
    respond(exchange, 401, Json.write(Map.of("code", code, "detail", "refused as " + code)));
  }

  private static void file(HttpExchange exchange, Path file) throws IOException {
    String range = exchange.getRequestHeaders().getFirst("Range");
    long from = range == null ? 0 : Long.parseLong(range.replaceAll("bytes=(\\d+)-", "$1"));
    long size = Files.size(file);
    if (from > 0) {
      exchange
          .getResponseHeaders()
          .set("Content-Range", "bytes %d-%d/%d".formatted(from, size - 1, size));
    }
    exchange.sendResponseHeaders(from > 0 ? 206 : 200, size - from);
    try (InputStream in = Files.newInputStream(file)) {
      in.skipNBytes(from);
      in.transferTo(exchange.getResponseBody());
    }
  }

  private void blob(HttpExchange exchange, String hex) throws IOException {
    Path file = files.get(hex);
    if (file != null) {
      file(exchange, file);
      return;
    }
    byte[] blob = blobs.get(hex);
    if (blob == null || blobStatus != 0) {
      if (!retryAfter.isEmpty()) {
        exchange.getResponseHeaders().set("Retry-After", retryAfter);
      }
      respond(exchange, blob == null ? 404 : blobStatus, new byte[0]);
      return;
    }
    String range = exchange.getRequestHeaders().getFirst("Range");
    int from = range == null ? 0 : Integer.parseInt(range.replaceAll("bytes=(\\d+)-", "$1"));
    if (from > 0) {
      exchange
          .getResponseHeaders()
          .set("Content-Range", "bytes %d-%d/%d".formatted(from, blob.length - 1, blob.length));
    }
    byte[] rest = Arrays.copyOfRange(blob, from, blob.length);
    @Nullable Semaphore slow = trickle;
    if (slow != null) {
      exchange.sendResponseHeaders(from > 0 ? 206 : 200, rest.length);
      for (byte one : rest) {
        slow.acquireUninterruptibly();
        exchange.getResponseBody().write(one);
        exchange.getResponseBody().flush();
      }
      return;
    }
    if (rest.length > breakAfter) {
      exchange.sendResponseHeaders(from > 0 ? 206 : 200, rest.length);
      exchange.getResponseBody().write(rest, 0, breakAfter);
      exchange.getResponseBody().flush();
      breakAfter = Integer.MAX_VALUE;
      return;
    }
    respond(exchange, from > 0 ? 206 : 200, rest);
  }

  private void telemetry(HttpExchange exchange, byte[] body) throws IOException {
    if (proxyStatus != 0 || body.length > proxyLimit) {
      exchange.getResponseHeaders().set("Content-Type", "text/html");
      respond(exchange, proxyStatus == 0 ? 413 : proxyStatus, new byte[] {'<'});
      return;
    }
    Spoken spoken = instead;
    if (spoken != null) {
      exchange.getResponseHeaders().set("Content-Type", spoken.contentType());
      spoken.headers().forEach(exchange.getResponseHeaders()::set);
      respond(exchange, spoken.status(), spoken.body().getBytes(StandardCharsets.UTF_8));
      return;
    }
    Telemetry telemetry = Json.read(body, Telemetry.class);
    if (telemetry.records().stream()
        .filter(entry -> entry.kind().equals(Telemetry.Entry.INCIDENT))
        .map(entry -> read(Json.write(entry.body()), Telemetry.Incident.class))
        .anyMatch(incident -> incident.kind().equals(poison))) {
      exchange.getResponseHeaders().set("Content-Type", "application/problem+json");
      respond(exchange, 400, new byte[] {'{', '}'});
      return;
    }
    deliveries.add(telemetry);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    respond(exchange, 200, Json.write(receipt(telemetry)));
  }

  private TelemetryReceipt receipt(Telemetry telemetry) {
    List<TelemetryReceipt.Answer> answers = new ArrayList<>();
    synchronized (records) {
      for (Telemetry.Entry entry : telemetry.records()) {
        String key =
            String.join(
                " ",
                telemetry.device(),
                "" + telemetry.incarnation(),
                entry.lane(),
                "" + entry.sequence());
        if (!refused.isEmpty()
            && new String(Json.write(entry.body()), StandardCharsets.UTF_8).contains(refused)) {
          answers.add(TelemetryReceipt.Answer.refused(entry, "not " + refused));
        } else {
          boolean first = !records.containsKey(key) && isNew(telemetry, entry);
          if (first) {
            records.put(key, entry);
          }
          answers.add(
              TelemetryReceipt.Answer.of(
                  entry,
                  first ? TelemetryReceipt.Verdict.ACCEPTED : TelemetryReceipt.Verdict.DUPLICATE));
        }
      }
    }
    return new TelemetryReceipt(answers);
  }

  /** After a stop a device spools its last buckets again; their content says so. */
  private boolean isNew(Telemetry telemetry, Telemetry.Entry entry) {
    return entry.kind().equals(Telemetry.Entry.INCIDENT)
        || contents.add(
            telemetry.device()
                + telemetry.incarnation()
                + new String(Json.write(entry.body()), StandardCharsets.UTF_8));
  }

  private static void respond(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    if (body.length > 0) {
      exchange.getResponseBody().write(body);
    }
  }
}
