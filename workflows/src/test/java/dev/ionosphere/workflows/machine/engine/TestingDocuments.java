package dev.ionosphere.workflows.machine.engine;

import dev.ionosphere.spec.reader.IonReader;
import dev.ionosphere.spec.reader.ReadResult;
import dev.ionosphere.workflows.machine.graph.IonGraph;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Reads with the spec's reader, each document once. */
public final class TestingDocuments implements Documents {

  private final Map<String, IonGraph> stored = new ConcurrentHashMap<>();
  private final Map<String, IonGraph> proposed = new ConcurrentHashMap<>();

  /** Known without being read again. */
  String known(ReadResult.Valid document) {
    IonGraph graph = new IonGraph(document.ion());
    stored.put(document.canonicalJson(), graph);
    proposed.put(document.canonicalJson(), graph);
    return document.canonicalJson();
  }

  @Override
  public IonGraph stored(String text) {
    return stored.computeIfAbsent(text, known -> new IonGraph(IonReader.readStored(known)));
  }

  @Override
  public IonGraph proposed(String text) {
    return proposed.computeIfAbsent(
        text,
        sent ->
            switch (IonReader.read(List.of(sent))) {
              case ReadResult.Valid valid -> new IonGraph(valid.ion());
              case ReadResult.Invalid invalid ->
                  throw new IllegalArgumentException(invalid.findings().getFirst().text());
            });
  }
}
