package dev.ionosphere.edge.reconcile;

import dev.ionosphere.edge.hub.BlobFetcher;
import dev.ionosphere.edge.hub.HubRefusal;
import dev.ionosphere.edge.model.DeviceModel;
import dev.ionosphere.edge.model.ModelStore;
import dev.ionosphere.models.format.ModelFormatException;
import dev.ionosphere.models.pack.Digest;
import dev.ionosphere.models.pack.Manifest;
import dev.ionosphere.models.pack.ModelRef;
import dev.ionosphere.models.pack.ModelSignature;
import dev.ionosphere.models.pack.ModelVerifier;
import dev.ionosphere.models.pack.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Brings the parts of a package that a device needs into the store's staging. Nothing is fetched
 * before the signature fits, and no more than was announced.
 */
final class PackageFetch {

  private static final long SPARE_DISK = 16L << 20;

  private final BlobFetcher blobs;
  private final ModelStore models;
  private final ModelVerifier verifier;
  private final PackageLimits limits;

  PackageFetch(BlobFetcher blobs, ModelStore models, ModelVerifier verifier, PackageLimits limits) {
    this.blobs = blobs;
    this.models = models;
    this.verifier = verifier;
    this.limits = limits;
  }

  void fetch(ModelRef model, Runnable alive) throws IOException, Refusal {
    Digest digest = new Digest(model.digest());
    checkSignature(digest, model);
    limits.check(model.bytes());
    checkRoom(model);
    Path staging = models.staging(digest);
    Path file = staging.resolve(digest.hex());
    part("manifest", digest, Math.min(Manifest.MAXIMUM_BYTES, model.bytes()), file, alive);
    Manifest manifest = manifest(Files.readAllBytes(file));
    limits.check(manifest);
    checkAnnounced(model, manifest, model.bytes() - Files.size(file));
    for (Manifest.Part part : manifest.parts()) {
      if (Role.shippedRoles().contains(part.role())) {
        Path target = staging.resolve(part.digest().hex());
        part("part " + part.role().wireName(), part.digest(), part.bytes(), target, alive);
      }
    }
  }

  /** Whether the device has the memory to score with it. */
  void checkRoom(DeviceModel model) throws Refusal {
    limits.checkScoring(model.scoringBytes());
  }

  void discardTransfers() throws IOException {
    blobs.discard();
  }

  private void checkSignature(Digest digest, ModelRef model) throws Refusal {
    if (!verifier.trusts(model.keyId())) {
      throw new Refusal(
          "signature of %s: got key '%s', expected one of %s"
              .formatted(
                  digest, ModelFormatException.shown(model.keyId()), verifier.trustedKeyIds()));
    }
    if (!verifier.verifies(digest, new ModelSignature(model.keyId(), model.signature()))) {
      throw new Refusal(
          "signature of %s: got one that does not fit, expected one by key %s"
              .formatted(digest, model.keyId()));
    }
  }

  private void checkRoom(ModelRef model) throws IOException {
    Path staging = models.staging(new Digest(model.digest()));
    long free = Files.getFileStore(staging).getUsableSpace();
    if (free < model.bytes() + SPARE_DISK) {
      // Not for good: somebody may free the disk.
      throw new IOException(
          "disk: the package needs %d bytes and %d to spare, the device has %d"
              .formatted(model.bytes(), SPARE_DISK, free));
    }
  }

  /** The room of the device was looked at for what the order says. */
  private static void checkAnnounced(ModelRef model, Manifest manifest, long left) throws Refusal {
    for (Manifest.Part part : manifest.parts()) {
      if (Role.shippedRoles().contains(part.role())) {
        if (part.bytes() > left) {
          throw new Refusal(
              "part %s: got %d bytes, expected no more than are left of the %d announced, %d"
                  .formatted(part.role().wireName(), part.bytes(), model.bytes(), left));
        }
        left -= part.bytes();
      }
    }
  }

  private void part(String name, Digest digest, long bytes, Path target, Runnable alive)
      throws IOException, Refusal {
    if (Files.exists(target)) {
      return; // Fetched before a crash; checked with the rest of the package.
    }
    try {
      blobs.fetch(digest.hex(), bytes, target, at -> alive.run());
    } catch (BlobFetcher.WrongDigest e) {
      throw new Refusal("%s: got digest sha256:%s, expected %s".formatted(name, e.got(), digest));
    } catch (BlobFetcher.TooLong e) {
      throw new Refusal("%s: %s".formatted(name, e.getMessage()));
    } catch (HubRefusal e) {
      if (e.status() == 404) {
        throw new Refusal("%s: the hub does not have %s".formatted(name, digest));
      }
      throw e;
    }
  }

  private static Manifest manifest(byte[] json) throws Refusal {
    try {
      return Manifest.read(json);
    } catch (ModelFormatException e) {
      throw new Refusal("manifest: " + e.getMessage());
    }
  }
}
