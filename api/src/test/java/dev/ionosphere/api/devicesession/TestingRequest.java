package dev.ionosphere.api.devicesession;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ionosphere.api.TestingDevice;
import dev.ionosphere.api.json.Json;
import dev.ionosphere.models.request.ContentDigest;
import dev.ionosphere.models.request.RequestKey;
import dev.ionosphere.models.request.SignatureInput;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** A signed request, and what somebody makes of it on its way; sent byte by byte. */
final class TestingRequest {

  static final String SIGNATURE = RequestKey.HEADER;
  static final String INPUT = SignatureInput.HEADER;
  static final String DIGEST = ContentDigest.HEADER;

  private String method;
  private String target;
  private String body;
  private final List<Map.Entry<String, String>> headers = new ArrayList<>();

  /** What came back. */
  record Came(int status, String code, String detail) {}

  private TestingRequest(String method, String target, String body) {
    this.method = method;
    this.target = target;
    this.body = body;
  }

  static TestingRequest unsigned(String method, String target, String body, String host) {
    TestingRequest request = new TestingRequest(method, target, body);
    return request.and("Host", host).and("Content-Type", "application/json");
  }

  static TestingRequest of(
      TestingDevice device, String method, String target, String body, String host) {
    TestingRequest request = unsigned(method, target, body, host);
    device.sign(method, target, body, host).forEach(request::and);
    return request;
  }

  TestingRequest copy() {
    TestingRequest copy = new TestingRequest(method, target, body);
    copy.headers.addAll(headers);
    return copy;
  }

  TestingRequest method(String other) {
    method = other;
    return this;
  }

  TestingRequest target(String other) {
    target = other;
    return this;
  }

  TestingRequest body(String other) {
    body = other;
    return this;
  }

  TestingRequest and(String name, String value) {
    headers.add(Map.entry(name, value));
    return this;
  }

  TestingRequest without(String name) {
    headers.removeIf(header -> header.getKey().equals(name));
    return this;
  }

  TestingRequest change(String name, UnaryOperator<String> change) {
    headers.replaceAll(header ->
        header.getKey().equals(name) ? Map.entry(name, change.apply(header.getValue())) : header);
    return this;
  }

  TestingRequest twice(String name) {
    return and(name, value(name));
  }

  String value(String name) {
    return headers.stream()
        .filter(header -> header.getKey().equals(name))
        .findFirst()
        .orElseThrow()
        .getValue();
  }

  Came send(URI hub) throws IOException {
    try (Socket socket = new Socket(hub.getHost(), hub.getPort())) {
      socket.setSoTimeout(20_000);
      socket.getOutputStream().write(bytes());
      socket.getOutputStream().flush();
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      int status = Integer.parseInt(answer.split(" ", 3)[1]);
      String json = answer.substring(answer.indexOf("\r\n\r\n") + 4);
      JsonNode problem = status >= 400 ? Json.tree(json) : Json.tree("{}");
      return new Came(status, problem.path("code").asText(), problem.path("detail").asText());
    }
  }

  private byte[] bytes() {
    byte[] content = body.getBytes(StandardCharsets.UTF_8);
    StringBuilder head = new StringBuilder(method + " " + target + " HTTP/1.1\r\n");
    headers.forEach(header ->
        head.append(header.getKey()).append(": ").append(header.getValue()).append("\r\n"));
    head.append("Connection: close\r\nContent-Length: ").append(content.length);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(head.append("\r\n\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
    bytes.writeBytes(content);
    return bytes.toByteArray();
  }
}
