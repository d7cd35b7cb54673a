package dev.ionosphere.models.pack;

import dev.ionosphere.models.format.ModelFormatException;
import dev.ionosphere.models.pack.PackageResult.Reason;
import dev.ionosphere.models.pack.PackageResult.Refused;
import dev.ionosphere.models.pack.PackageResult.Verified;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.MemorySegment;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads a package and gives its parts only if all of it is what a trusted key signed. Nothing of
 * the manifest is looked at before its digest and signature fit. Safe for threads.
 */
public final class PackageReader {

  /** The largest part read into memory. */
  public static final long MAXIMUM_PART = 64L * 1024 * 1024;

  /** The largest part read where it is mapped. */
  public static final long MAXIMUM_MAPPED = 256L * 1024 * 1024;

  /** A part from this size on is mapped if it can be; a smaller one is faster in memory. */
  public static final long MAPPED_FROM = 1024L * 1024;

  /** The largest part of JSON: three bytes of it may take a hundred of memory. */
  public static final long MAXIMUM_JSON = 16L * 1024 * 1024;

  /** The most bytes that a part of this role may have for a device to read it. */
  public static long most(Role role) {
    return switch (role) {
      case PLAN -> MAXIMUM_MAPPED;
      case GOLDEN, BASELINE -> MAXIMUM_JSON;
      case METRICS, LINEAGE, SOURCE -> MAXIMUM_PART;
    };
  }

  private final ModelVerifier verifier;

  public PackageReader(ModelVerifier verifier) {
    this.verifier = verifier;
  }

  /**
   * The package with the parts a device needs.
   *
   * @param expected identity of the model that was asked for
   */
  public PackageResult read(
      Digest expected, ModelSignature signature, byte[] manifest, PartSource source) {
    return read(expected, signature, manifest, source, Role.shippedRoles());
  }

  /**
   * The package with the parts of some roles; a role the manifest does not have is left out.
   *
   * @param expected identity of the model that was asked for
   */
  public PackageResult read(
      Digest expected,
      ModelSignature signature,
      byte[] manifest,
      PartSource source,
      Set<Role> wanted) {
    return checkDigest(expected, manifest)
        .or(() -> checkSignature(expected, signature))
        .<PackageResult>map(refused -> refused)
        .orElseGet(() -> parts(expected, manifest, source, wanted));
  }

  /**
   * A package that was verified when it came, with the parts a device needs. That it is whole is
   * checked again; whether its key is still believed is not asked: what runs goes on.
   *
   * @param expected identity of the model that was asked for
   */
  public static PackageResult readKept(Digest expected, byte[] manifest, PartSource source) {
    return checkDigest(expected, manifest)
        .<PackageResult>map(refused -> refused)
        .orElseGet(() -> parts(expected, manifest, source, Role.shippedRoles()));
  }

  private static PackageResult parts(
      Digest expected, byte[] manifest, PartSource source, Set<Role> wanted) {
    Manifest read;
    try {
      read = Manifest.read(manifest);
    } catch (ModelFormatException e) {
      return new Refused(
          Reason.BAD_MANIFEST, "manifest " + expected, message(e), "format " + Manifest.FORMATS);
    }
    Map<Role, MemorySegment> parts = new EnumMap<>(Role.class);
    for (Manifest.Part part : read.parts()) {
      if (wanted.contains(part.role())) {
        Optional<Refused> wrong = read(part, source, parts);
        if (wrong.isPresent()) {
          return wrong.get();
        }
      }
    }
    return new Verified(expected, read, parts);
  }

  private static Optional<Refused> checkDigest(Digest expected, byte[] manifest) {
    String subject = "manifest " + expected;
    if (manifest.length > Manifest.MAXIMUM_BYTES) {
      return Optional.of(
          new Refused(
              Reason.TOO_LARGE,
              subject,
              manifest.length + " bytes",
              "at most " + Manifest.MAXIMUM_BYTES));
    }
    Digest actual = Digest.of(manifest);
    if (!actual.equals(expected)) {
      return Optional.of(
          new Refused(Reason.WRONG_MANIFEST, subject, actual.value(), expected.value()));
    }
    return Optional.empty();
  }

  private Optional<Refused> checkSignature(Digest expected, ModelSignature signature) {
    if (!verifier.trusts(signature.keyId())) {
      return Optional.of(
          new Refused(
              Reason.UNTRUSTED_KEY,
              "signature of " + expected,
              "key " + ModelFormatException.shown(signature.keyId()),
              "one of " + verifier.trustedKeyIds()));
    }
    if (!verifier.verifies(expected, signature)) {
      return Optional.of(
          new Refused(
              Reason.BAD_SIGNATURE,
              "signature of " + expected,
              ModelFormatException.shown(signature.value()),
              "a signature by key " + signature.keyId()));
    }
    return Optional.empty();
  }

  private static Optional<Refused> read(
      Manifest.Part part, PartSource source, Map<Role, MemorySegment> parts) {
    String subject = "part " + part.role().wireName() + " " + part.digest();
    try {
      if (part.role().mapped() && part.bytes() >= MAPPED_FROM) {
        Optional<MemorySegment> mapped = source.map(part.digest());
        if (mapped.isPresent()) {
          return part.bytes() > MAXIMUM_MAPPED
              ? tooLarge(subject, part, MAXIMUM_MAPPED)
              : take(part, subject, mapped.get(), parts);
        }
      }
      long most = Math.min(MAXIMUM_PART, most(part.role()));
      if (part.bytes() > most) {
        return tooLarge(subject, part, most);
      }
      try (InputStream in = source.open(part.digest()).orElse(null)) {
        if (in == null) {
          return refused(Reason.MISSING_PART, subject, "nothing", part.bytes() + " bytes");
        }
        // One more than declared is enough to see that there is more.
        byte[] bytes = in.readNBytes((int) part.bytes() + 1);
        return take(part, subject, MemorySegment.ofArray(bytes), parts);
      }
    } catch (IOException e) {
      return refused(Reason.UNREADABLE, subject, message(e), part.bytes() + " bytes");
    }
  }

  private static Optional<Refused> tooLarge(String subject, Manifest.Part part, long most) {
    return refused(Reason.TOO_LARGE, subject, part.bytes() + " bytes", "at most " + most);
  }

  private static Optional<Refused> take(
      Manifest.Part part, String subject, MemorySegment bytes, Map<Role, MemorySegment> parts)
      throws IOException {
    if (bytes.byteSize() != part.bytes()) {
      String got = bytes.byteSize() > part.bytes() ? "more" : bytes.byteSize() + " bytes";
      return refused(Reason.WRONG_SIZE, subject, got, part.bytes() + " bytes");
    }
    Digest actual = digest(bytes);
    if (!actual.equals(part.digest())) {
      return refused(Reason.WRONG_DIGEST, subject, actual.value(), part.digest().value());
    }
    parts.put(part.role(), bytes);
    return Optional.empty();
  }

  private static Digest digest(MemorySegment bytes) throws IOException {
    try {
      return Digest.of(bytes);
    } catch (InternalError e) {
      // So the JVM tells of a page that is not there any more.
      throw new IOException("the file was cut, or its disk fails, while it was read", e);
    }
  }

  private static Optional<Refused> refused(
      Reason reason, String subject, String got, String expected) {
    return Optional.of(new Refused(reason, subject, got, expected));
  }

  private static String message(Exception e) {
    return ModelFormatException.shown(String.valueOf(e.getMessage()));
  }
}
