package dev.ionosphere.models.device;

import dev.ionosphere.models.order.Assignment;
import dev.ionosphere.models.pack.Manifest;
import java.util.List;
import java.util.stream.Stream;

/** Names of the formats that a program reads, so that nobody sends it what it cannot read. */
public final class ReadableFormats {

  /** Those of this code. */
  public static List<String> all() {
    return Stream.concat(
            Stream.of("assignment/" + Assignment.FORMAT),
            Manifest.FORMATS.stream().map(ReadableFormats::ofPackage))
        .toList();
  }

  /**
   * @param format of a manifest
   */
  public static String ofPackage(long format) {
    return "package/" + format;
  }

  private ReadableFormats() {}
}
