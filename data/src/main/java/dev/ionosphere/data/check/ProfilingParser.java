package dev.ionosphere.data.check;

import dev.ionosphere.data.format.Format;
import dev.ionosphere.data.source.RowParser;

/** Looks at every value of every column, and takes rows without any. */
sealed interface ProfilingParser extends RowParser permits CsvProfiler, JsonLinesProfiler {

  static ProfilingParser of(String source, Format format, TableProfile into) {
    if (format instanceof Format.Csv csv) {
      return new CsvProfiler(source, csv.dialect(), into);
    }
    if (format instanceof Format.JsonLines lines) {
      return new JsonLinesProfiler(source, lines, into);
    }
    throw new IllegalStateException("format " + format);
  }
}
