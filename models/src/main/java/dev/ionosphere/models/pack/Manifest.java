package dev.ionosphere.models.pack;

import dev.ionosphere.models.format.ModelFormatException;
import dev.ionosphere.models.format.ShortText;
import dev.ionosphere.models.scoring.PlanSignature;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a model package holds. The SHA-256 of its JSON bytes is the model's identity; {@link
 * #toJson} always gives the same bytes for equal manifests.
 *
 * @param format of its JSON; a manifest that was read is written as it was
 * @param name of the model for people, a plain name such as {@code turbofan.retrain.3}
 * @param parts one a role, in the order of the roles
 * @param signature what the model needs of a row, and what it says of it
 * @param engine what trained it, for example {@code spark-4.1.0}
 */
public record Manifest(
    int format,
    String name,
    Instant created,
    List<Part> parts,
    PlanSignature signature,
    Lineage lineage,
    String engine) {

  /** Version of the form that this code writes. */
  public static final int FORMAT = 2;

  /** Versions of the form that this code reads. */
  public static final List<Integer> FORMATS = List.of(1, FORMAT);

  public static final int MAXIMUM_BYTES = 1024 * 1024;
  private static final int MAXIMUM_FEATURES = 10_000;
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,199}");

  /**
   * @throws ModelFormatException if the parts, names or sizes are not allowed
   */
  public Manifest {
    plainName("manifest.name", name);
    plainName("manifest.engine", engine);
    parts = parts.stream().sorted(Comparator.comparing(Part::role)).toList();
    Set<Role> roles = EnumSet.noneOf(Role.class);
    for (Part part : parts) {
      if (!roles.add(part.role())) {
        throw new ModelFormatException(
            "manifest.parts", "role " + part.role().wireName() + " twice", "each role once");
      }
    }
    if (!FORMATS.contains(format)) {
      throw new ModelFormatException("manifest.format", format, "one of " + FORMATS);
    }
    if (signature.inputs().size() > MAXIMUM_FEATURES) {
      throw new ModelFormatException(
          "manifest, columns", signature.inputs().size(), "at most " + MAXIMUM_FEATURES);
    }
    for (String feature : signature.features()) {
      ShortText.checked("manifest, columns", feature);
    }
  }

  /** One of this code's format. */
  public Manifest(
      String name,
      Instant created,
      List<Part> parts,
      PlanSignature signature,
      Lineage lineage,
      String engine) {
    this(FORMAT, name, created, parts, signature, lineage, engine);
  }

  /** Names of the columns that the model needs. */
  public List<String> features() {
    return signature.features();
  }

  public Optional<Part> part(Role role) {
    return parts.stream().filter(part -> part.role() == role).findFirst();
  }

  /** Bytes of the parts of these roles, what a device has to fetch besides the manifest. */
  public long bytes(Set<Role> roles) {
    return parts.stream().filter(p -> roles.contains(p.role())).mapToLong(Part::bytes).sum();
  }

  /**
   * The bytes whose digest is the model's identity.
   *
   * @throws ModelFormatException if they are more than {@link #MAXIMUM_BYTES}
   */
  public byte[] toJson() {
    byte[] json = ManifestJson.write(this);
    if (json.length > MAXIMUM_BYTES) {
      throw new ModelFormatException(
          "manifest", json.length + " bytes", "at most " + MAXIMUM_BYTES + " bytes");
    }
    return json;
  }

  /**
   * Reads and checks a manifest.
   *
   * @throws ModelFormatException if anything in it is not as this code would have written it, but
   *     for white space and the order of fields
   */
  public static Manifest read(byte[] json) {
    return ManifestJson.read(json);
  }

  public Digest digest() {
    return Digest.of(toJson());
  }

  /** A name that is safe as a file name and in a log: no separators, no leading dot. */
  static void plainName(String subject, String name) {
    if (!NAME.matcher(name).matches()) {
      throw new ModelFormatException(
          subject,
          name,
          "1 to 200 letters, digits, dots, dashes, underscores, first no dot or dash");
    }
  }

  /**
   * One content-addressed file of the package.
   *
   * @param bytes its size
   */
  public record Part(Role role, Digest digest, long bytes) {

    public Part {
      if (bytes < 0) {
        throw new ModelFormatException(
            "manifest part " + role.wireName() + ", bytes", bytes, "0 or more");
      }
    }

    public static Part of(Role role, byte[] content) {
      return new Part(role, Digest.of(content), content.length);
    }
  }
}
