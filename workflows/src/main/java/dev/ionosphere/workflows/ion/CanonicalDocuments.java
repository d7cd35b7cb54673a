package dev.ionosphere.workflows.ion;

import dev.ionosphere.spec.ion.Ion;
import dev.ionosphere.spec.reader.IonReader;
import dev.ionosphere.spec.reader.ReadResult;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads with the spec's reader, and remembers the last document: it rarely changes. */
final class CanonicalDocuments implements Documents {

  private @Nullable String text;
  private @Nullable Ion ion;

  @Override
  public Ion read(String document) {
    Ion known = ion;
    if (known != null && document.equals(text)) {
      return known;
    }
    Ion parsed =
        switch (IonReader.read(List.of(document))) {
          case ReadResult.Valid valid -> valid.ion();
          case ReadResult.Invalid invalid ->
              throw new IllegalArgumentException(
                  "The document is not a valid ION: " + invalid.findings().getFirst().text());
        };
    text = document;
    ion = parsed;
    return parsed;
  }
}
