package dev.ionosphere.models.pack;

import dev.ionosphere.models.format.ModelFormatException;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/** What came of reading a package. */
public sealed interface PackageResult {

  /**
   * A package that is what its signer signed.
   *
   * @param parts bytes of the parts that were asked for, checked against the manifest
   */
  record Verified(Digest digest, Manifest manifest, Map<Role, byte[]> parts)
      implements PackageResult {

    public Verified {
      Map<Role, byte[]> copy = new EnumMap<>(Role.class);
      copy.putAll(parts);
      parts = Collections.unmodifiableMap(copy);
    }

    /**
     * The bytes of one part.
     *
     * @throws ModelFormatException if the package has no such part
     */
    public byte[] part(Role role) {
      byte[] part = parts.get(role);
      if (part == null) {
        throw new ModelFormatException(
            "package " + digest, "no part " + role.wireName(), "a part " + role.wireName());
      }
      return part;
    }
  }

  /**
   * A package that must not be used.
   *
   * @param subject the manifest, signature or part that is wrong
   */
  record Refused(Reason reason, String subject, String got, String expected)
      implements PackageResult {

    /** One sentence for people. */
    public String message() {
      return subject + " refused (" + reason.text() + "): got " + got + ", expected " + expected;
    }
  }

  /** Why a package is refused. */
  enum Reason {
    WRONG_MANIFEST("another manifest than was asked for"),
    UNTRUSTED_KEY("key not trusted"),
    BAD_SIGNATURE("signature does not fit"),
    BAD_MANIFEST("manifest not readable"),
    MISSING_PART("part missing"),
    WRONG_SIZE("size differs"),
    WRONG_DIGEST("digest differs"),
    TOO_LARGE("too large"),
    UNREADABLE("cannot be read");

    private final String text;

    Reason(String text) {
      this.text = text;
    }

    public String text() {
      return text;
    }
  }
}
