package dev.ionosphere.api.model;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ionosphere.api.blob.BlobStore;
import dev.ionosphere.api.json.Json;
import dev.ionosphere.api.orderkey.OrderKeys;
import dev.ionosphere.api.problem.ErrorCode;
import dev.ionosphere.api.problem.HubException;
import dev.ionosphere.models.format.ModelFormatException;
import dev.ionosphere.models.pack.Digest;
import dev.ionosphere.models.pack.Manifest;
import dev.ionosphere.models.pack.ModelRef;
import dev.ionosphere.models.pack.ModelSignature;
import dev.ionosphere.models.pack.PackageReader;
import dev.ionosphere.models.pack.Role;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/** Signs packages whose parts are all here, and remembers them. */
@Singleton
public final class ModelRegistry {

  private static final long MAXIMUM_METRICS = 1024 * 1024;

  /** Six digits name a model. */
  private static final int SHORTEST = "sha256:".length() + 6;

  private final RegisteredModels models;
  private final BlobStore blobs;
  private final ModelSignatures signatures;
  private final OrderKeys keys;
  private final Clock clock;

  ModelRegistry(
      RegisteredModels models,
      BlobStore blobs,
      ModelSignatures signatures,
      OrderKeys keys,
      Clock clock) {
    this.models = models;
    this.blobs = blobs;
    this.signatures = signatures;
    this.keys = keys;
    this.clock = clock;
  }

  /** Idempotent by digest. */
  public ModelRef register(String manifestDigest, String ion, String node, String run) {
    Digest digest = digest(manifestDigest);
    Optional<RegisteredModel> known = models.findById(digest.value());
    if (known.isPresent()) {
      if (models.countPruned(digest.value()) > 0) {
        manifest(known.get()).parts().forEach(this::check);
        models.keep(digest.value(), clock.instant());
      }
      return ref(known.get());
    }
    OptionalLong size = blobs.size(digest.hex());
    if (size.isPresent() && size.getAsLong() > Manifest.MAXIMUM_BYTES) {
      throw tooLarge("manifest " + digest, size.getAsLong(), Manifest.MAXIMUM_BYTES, "");
    }
    byte[] json = blobs.read(digest.hex(), Manifest.MAXIMUM_BYTES);
    Manifest manifest = manifest(digest, json);
    manifest.parts().forEach(this::check);
    ModelSignature signature = signatures.sign(digest);
    RegisteredModel model =
        new RegisteredModel(
            digest.value(),
            ion,
            node,
            run,
            signature.value(),
            signature.keyId(),
            manifest.bytes(Role.shippedRoles()) + json.length,
            new String(json, StandardCharsets.UTF_8),
            metrics(manifest),
            clock.instant());
    return ref(models.save(model));
  }

  public ModelRef ref(RegisteredModel model) {
    ModelSignature signature = signatures.of(model);
    return new ModelRef(model.digest(), signature.value(), signature.keyId(), model.bytes());
  }

  public RegisteredModel model(String digest) {
    String full = digest.startsWith("sha256:") ? digest : "sha256:" + digest;
    return models.findById(full).orElseThrow(() -> HubException.notFound("model", digest));
  }

  /** The one whose digest begins so, if no other does; a page is found by what pages show. */
  public RegisteredModel beginning(String start) {
    String from = start.startsWith("sha256:") ? start : "sha256:" + start;
    List<RegisteredModel> found =
        models.after(from, 2).stream().filter(model -> model.digest().startsWith(from)).toList();
    return found.size() == 1 && from.length() >= SHORTEST ? found.getFirst() : model(start);
  }

  public Manifest manifest(RegisteredModel model) {
    return manifest(digest(model.digest()), model.manifest().getBytes(StandardCharsets.UTF_8));
  }

  /** The bytes of one part, small enough to look at. */
  public Optional<byte[]> part(RegisteredModel model, Role role) {
    return manifest(model)
        .part(role)
        .map(part -> blobs.read(part.digest().hex(), 16 * MAXIMUM_METRICS));
  }

  /** Base64 X.509 of the keys that devices should trust, by id. */
  public Map<String, String> trustedKeys() {
    return keys.modelKeys();
  }

  private static Digest digest(String text) {
    try {
      return new Digest(text);
    } catch (ModelFormatException e) {
      throw HubException.malformed(String.valueOf(e.getMessage()));
    }
  }

  private static Manifest manifest(Digest digest, byte[] json) {
    try {
      return Manifest.read(json);
    } catch (ModelFormatException e) {
      throw new HubException(ErrorCode.INVALID, "manifest " + digest + ": " + e.getMessage());
    }
  }

  private void check(Manifest.Part part) {
    long most = most(part.role());
    if (part.bytes() > most) {
      throw tooLarge(
          "part " + part.role().wireName(),
          part.bytes(),
          most,
          part.role().shipped() ? ", for no device reads more" : "");
    }
    OptionalLong size = blobs.size(part.digest().hex());
    if (size.isEmpty() || size.getAsLong() != part.bytes()) {
      throw new HubException(
          ErrorCode.INVALID,
          "part "
              + part.role().wireName()
              + " "
              + part.digest()
              + ": "
              + (size.isEmpty() ? "not uploaded" : size.getAsLong() + " bytes are here")
              + ", the manifest says "
              + part.bytes()
              + " bytes");
    }
  }

  /** What is not read here may have any size that a blob may have. */
  private static long most(Role role) {
    return switch (role) {
      case PLAN, GOLDEN, BASELINE -> PackageReader.most(role);
      case METRICS -> MAXIMUM_METRICS;
      case LINEAGE, SOURCE -> Long.MAX_VALUE;
    };
  }

  private static JsonNode metrics(byte[] json) {
    try {
      return Json.tree(new String(json, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      throw new HubException(ErrorCode.INVALID, "part metrics: got no JSON, allowed is an object");
    }
  }

  private static HubException tooLarge(String subject, long got, long most, String why) {
    return new HubException(
        ErrorCode.INVALID,
        "%s: got %d bytes, at most %d are allowed%s".formatted(subject, got, most, why));
  }

  /** The numbers of part {@code metrics}; other values are for those who read the part. */
  private Map<String, Double> metrics(Manifest manifest) {
    Map<String, Double> metrics = new TreeMap<>();
    manifest
        .part(Role.METRICS)
        .ifPresent(part -> {
          byte[] json = blobs.read(part.digest().hex(), MAXIMUM_METRICS);
          metrics(json)
              .properties()
              .forEach(field -> {
                if (field.getValue().isNumber()) {
                  metrics.put(field.getKey(), field.getValue().doubleValue());
                }
              });
        });
    return metrics;
  }
}
