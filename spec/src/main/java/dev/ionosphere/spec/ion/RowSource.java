package dev.ionosphere.spec.ion;

import dev.ionosphere.data.format.Format;
import dev.ionosphere.data.source.SourceSpec;

/**
 * What the device reads rows from, each time on from where it stopped.
 *
 * @param batch most rows taken in one interval, 1 to 100,000
 * @param format how its rows are written
 */
public record RowSource(SourceSpec from, int batch, Format format) {

  /** How people call it, such as the path of its file. */
  public String name() {
    return from.name();
  }
}
