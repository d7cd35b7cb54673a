package dev.ionosphere.edge.reconcile;

import dev.ionosphere.models.pack.Manifest;
import dev.ionosphere.models.pack.PackageReader;

/**
 * How large a package may be.
 *
 * @param bytes all that is fetched of it
 * @param memory bytes the agent may use at most; only what is not mapped counts
 */
public record PackageLimits(long bytes, long memory) {

  /** JSON becomes objects: three bytes may take twenty. */
  private static final long COPIES = 8;

  /** The old model scores on while the new one is tried. */
  private static final long SCORING = 4;

  /** As the JVM was started. */
  public static PackageLimits of(long bytes) {
    return new PackageLimits(bytes, Runtime.getRuntime().maxMemory());
  }

  void check(long announced) throws Refusal {
    if (announced > bytes) {
      throw new Refusal(
          "size: the package has %d bytes, allowed are %d (ION_MODEL_MB)"
              .formatted(announced, bytes));
    }
  }

  void check(Manifest manifest) throws Refusal {
    for (Manifest.Part part : manifest.parts()) {
      boolean mapped = part.role().mapped() && part.bytes() >= PackageReader.MAPPED_FROM;
      if (part.role().shipped() && !mapped && part.bytes() > memory / COPIES) {
        throw new Refusal(
            "memory: part %s of %d bytes needs about %d times that, the device has %d"
                .formatted(part.role().wireName(), part.bytes(), COPIES, memory));
      }
    }
  }

  /**
   * Looks at what scoring takes while rows are read.
   *
   * @param scoring bytes of it
   */
  void checkScoring(long scoring) throws Refusal {
    if (scoring > memory / SCORING) {
      throw new Refusal(
          "memory: scoring takes %d bytes for a batch of rows, allowed are %d on this device"
              .formatted(scoring, memory / SCORING));
    }
  }
}
