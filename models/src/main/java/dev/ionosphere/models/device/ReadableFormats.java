package dev.ionosphere.models.device;

import dev.ionosphere.models.order.Assignment;
import dev.ionosphere.models.pack.Manifest;
import java.util.List;

/** Names of the formats that a program reads, so that nobody sends it what it cannot read. */
public final class ReadableFormats {

  /** Those of this code. */
  public static List<String> all() {
    return List.of("assignment/" + Assignment.FORMAT, ofPackage(Manifest.FORMAT));
  }

  /**
   * @param format of a manifest
   */
  public static String ofPackage(long format) {
    return "package/" + format;
  }

  private ReadableFormats() {}
}
