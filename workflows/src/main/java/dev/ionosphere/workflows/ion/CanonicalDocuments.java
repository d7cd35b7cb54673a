package dev.ionosphere.workflows.ion;

import dev.ionosphere.spec.reader.IonReader;
import dev.ionosphere.spec.reader.ReadResult;
import dev.ionosphere.workflows.machine.engine.Documents;
import dev.ionosphere.workflows.machine.graph.IonGraph;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads with the spec's reader, and remembers the last document: it rarely changes. */
public final class CanonicalDocuments implements Documents {

  private @Nullable String text;
  private @Nullable IonGraph graph;

  @Override
  public IonGraph stored(String document) {
    IonGraph known = graph;
    if (known != null && document.equals(text)) {
      return known;
    }
    IonGraph read = new IonGraph(IonReader.readStored(document));
    text = document;
    graph = read;
    return read;
  }

  @Override
  public IonGraph proposed(String document) {
    return switch (IonReader.read(List.of(document))) {
      case ReadResult.Valid valid -> new IonGraph(valid.ion());
      case ReadResult.Invalid invalid ->
          throw new IllegalArgumentException(
              "The document is not a valid ION: " + invalid.findings().getFirst().text());
    };
  }
}
