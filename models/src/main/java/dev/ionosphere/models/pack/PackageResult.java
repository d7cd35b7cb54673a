package dev.ionosphere.models.pack;

import dev.ionosphere.models.format.ModelFormatException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/** What came of reading a package. */
public sealed interface PackageResult {

  /**
   * A package that is what its signer signed.
   *
   * @param parts bytes of the parts that were asked for, checked against the manifest: in memory,
   *     or where a large one is mapped
   */
  record Verified(Digest digest, Manifest manifest, Map<Role, MemorySegment> parts)
      implements PackageResult {

    public Verified {
      Map<Role, MemorySegment> copy = new EnumMap<>(Role.class);
      copy.putAll(parts);
      parts = Collections.unmodifiableMap(copy);
    }

    /**
     * The bytes of one part, where they are.
     *
     * @throws ModelFormatException if the package has no such part
     */
    public MemorySegment segment(Role role) {
      MemorySegment part = parts.get(role);
      if (part == null) {
        throw new ModelFormatException(
            "package " + digest, "no part " + role.wireName(), "a part " + role.wireName());
      }
      return part;
    }

    /**
     * The bytes of one part, in memory.
     *
     * @throws ModelFormatException if the package has no such part
     */
    public byte[] part(Role role) {
      MemorySegment part = segment(role);
      return part.heapBase().orElse(null) instanceof byte[] bytes
          ? bytes
          : part.toArray(ValueLayout.JAVA_BYTE);
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
