package dev.ionosphere.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;

/** Spoils models as a broken disk or somebody with a worker's token could. */
record Forger(LocalIon ion) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Flips one byte of the model's scoring plan in the hub's blob store. */
  void flipAByteOfThePlan(String digest) throws IOException {
    String plan = part(manifest(digest), "plan").path("digest").asText().replace("sha256:", "");
    Path blob = ion.data().resolve("hub/blobs").resolve(plan.substring(0, 2)).resolve(plan);
    byte[] bytes = Files.readAllBytes(blob);
    bytes[bytes.length / 2] ^= 1;
    Files.write(blob, bytes);
  }

  /** The same model with golden rows it does not hold, signed by the hub; its reference. */
  JsonNode withWrongGoldenRows(String digest) throws IOException {
    ObjectNode manifest = manifest(digest);
    ObjectNode part = part(manifest, "golden");
    ObjectNode golden = (ObjectNode) JSON.readTree(blob(part.path("digest").asText()));
    ArrayNode distances = (ArrayNode) golden.path("outputs").findValue("values");
    distances.set(0, distances.get(0).asDouble() + 0.5);
    part.put("digest", upload(golden.toString()));
    part.put("bytes", golden.toString().length());
    String forged = upload(manifest.toString());
    HubClient.Answer registered =
        ion.hub("service")
            .post(
                "/internal/v1/models",
                Map.of(
                    "manifestDigest",
                    forged,
                    "ion",
                    "turbofan",
                    "node",
                    "retrain",
                    "run",
                    "forged"));
    assertThat(registered.status()).as(registered.text()).isEqualTo(200);
    return registered.body();
  }

  private ObjectNode manifest(String digest) throws IOException {
    return (ObjectNode) JSON.readTree(blob(digest));
  }

  private static ObjectNode part(ObjectNode manifest, String role) {
    for (JsonNode part : manifest.path("parts")) {
      if (part.path("role").asText().equals(role)) {
        return (ObjectNode) part;
      }
    }
    throw new AssertionError("no part " + role + " in " + manifest);
  }

  private String blob(String digest) {
    HubClient.Answer answer =
        ion.hub("service").send("GET", "/internal/v1/blobs/" + hex(digest), "", "");
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.text();
  }

  private String upload(String content) {
    String digest = "sha256:" + sha256(content);
    HubClient.Answer answer =
        ion.hub("service")
            .send("PUT", "/internal/v1/blobs/" + hex(digest), "application/octet-stream", content);
    assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    return digest;
  }

  private static String hex(String digest) {
    return digest.replace("sha256:", "");
  }

  private static String sha256(String content) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha256.digest(content.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
