package dev.ionosphere.spec.reader;

import dev.ionosphere.spec.component.ComponentCatalogue;
import dev.ionosphere.spec.format.Finding;
import dev.ionosphere.spec.format.Findings;
import dev.ionosphere.spec.format.Tree;
import dev.ionosphere.spec.ion.Ion;
import java.util.List;
import java.util.Optional;

/** Canonical JSON of this and earlier versions, by its {@code apiVersion}. */
final class StoredReader {

  private StoredReader() {}

  static Ion read(String canonicalJson) {
    Findings unreadable = new Findings();
    Optional<List<Tree>> documents = TreeReader.read(canonicalJson, 0, unreadable);
    Tree document = documents.filter(found -> found.size() == 1).map(List::getFirst).orElse(null);
    if (!(document instanceof Tree.Mapping mapping)) {
      throw new IllegalArgumentException(
          "the stored document is no ION: "
              + unreadable.all().stream()
                  .findFirst()
                  .map(Finding::text)
                  .orElse("it is not one map"));
    }
    String version = text(mapping, "apiVersion");
    if (!version.equals(DocumentReader.API_VERSION)) {
      throw later("apiVersion", version, List.of(DocumentReader.API_VERSION));
    }
    return new DocumentReader(Findings.ofStored(), ComponentCatalogue.UNCHECKED).read(mapping);
  }

  /** A word that only a later version can have written. */
  static IllegalArgumentException later(String what, String got, List<String> known) {
    return new IllegalArgumentException(
        "the stored document has the %s '%s', which this version does not know; it knows %s"
            .formatted(what, got, String.join(", ", known)));
  }

  private static String text(Tree.Mapping mapping, String field) {
    Tree.Entry entry = mapping.entries().get(field);
    return entry != null && entry.value() instanceof Tree.Scalar scalar ? scalar.text() : "";
  }
}
