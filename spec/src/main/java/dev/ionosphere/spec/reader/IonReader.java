package dev.ionosphere.spec.reader;

import dev.ionosphere.spec.component.ComponentCatalogue;
import dev.ionosphere.spec.format.Findings;
import dev.ionosphere.spec.format.Limits;
import dev.ionosphere.spec.format.Position;
import dev.ionosphere.spec.format.Tree;
import dev.ionosphere.spec.ion.Ion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads an ION from YAML or JSON and says everything that is wrong with it at once.
 *
 * <p>The first document is the pattern, all others, in the same source or further ones, are laid
 * over it: maps merge, scalars and lists replace, {@code null} removes. Any text may be given; none
 * of it makes reading costly or throw.
 */
public final class IonReader {

  private IonReader() {}

  /** Reads one source; what components take is not looked at. */
  public static ReadResult read(String source) {
    return read(List.of(source));
  }

  /** Reads a pattern and its overlays; a finding's {@code file} is an index into this list. */
  public static ReadResult read(List<String> sources) {
    return read(sources, ComponentCatalogue.UNCHECKED, new Findings());
  }

  /**
   * As {@link #read}, from bytes, which must be UTF-8.
   *
   * @param components that nodes may name; their arguments are checked by them
   */
  public static ReadResult readBytes(List<byte[]> sources, ComponentCatalogue components) {
    Findings findings = new Findings();
    List<String> texts = new ArrayList<>();
    for (int file = 0; file < sources.size(); file++) {
      Optional<String> text = SourceText.decoded(sources.get(file), file, findings);
      texts.add(text.orElse(""));
    }
    return read(texts, components, findings);
  }

  /**
   * Reads canonical JSON that was accepted once, by this or an earlier version. What the rules of
   * today refuse is taken as it is: unknown fields are ignored, values outside of today's limits
   * kept, absent ones have their default. A cron expression that is none any more is kept and never
   * fires; a selector that is none any more matches no device.
   *
   * @throws IllegalArgumentException if it is no such document, or has a kind or event that only a
   *     later version knows
   */
  public static Ion readStored(String canonicalJson) {
    return StoredReader.read(canonicalJson);
  }

  private static ReadResult read(
      List<String> sources, ComponentCatalogue components, Findings findings) {
    Optional<Tree.Mapping> document = document(sources, findings);
    if (document.isEmpty()) {
      return new ReadResult.Invalid(findings.all());
    }
    Ion ion = new DocumentReader(findings, components).read(document.get());
    if (findings.hasErrors()) {
      return new ReadResult.Invalid(findings.all());
    }
    JsonText json = CanonicalJson.of(ion);
    String canonical = json.toString();
    // What is written out must be readable again.
    if (canonical.length() > Limits.CHARACTERS || json.values() > Limits.VALUES) {
      findings.error(
          document.get().at(),
          "",
          "with its defaults written out the document has %d characters and %d values; allowed: %d and %d"
              .formatted(canonical.length(), json.values(), Limits.CHARACTERS, Limits.VALUES));
      return new ReadResult.Invalid(findings.all());
    }
    return new ReadResult.Valid(ion, canonical, findings.all());
  }

  /** All documents laid over each other; nothing, with a finding, if one cannot be parsed. */
  private static Optional<Tree.Mapping> document(List<String> sources, Findings findings) {
    if (sources.size() > Limits.DOCUMENTS) {
      findings.refused(
          Position.start(0), "", sources.size() + " documents", "at most " + Limits.DOCUMENTS);
      return Optional.empty();
    }
    List<Tree> documents = new ArrayList<>();
    boolean parsed = !findings.hasErrors();
    for (int file = 0; file < sources.size(); file++) {
      Optional<List<Tree>> trees = TreeReader.read(sources.get(file), file, findings);
      parsed &= trees.isPresent();
      trees.ifPresent(documents::addAll);
    }
    if (!parsed) {
      return Optional.empty();
    }
    if (documents.isEmpty()) {
      findings.refused(Position.start(0), "", "nothing", "an ION in YAML or JSON");
      return Optional.empty();
    }
    Tree merged = documents.getFirst();
    for (Tree document : documents) {
      if (!(document instanceof Tree.Mapping)) {
        findings.refused(
            document.at(), "", document.describe(), "a map with apiVersion, kind, ...");
        return Optional.empty();
      }
      merged = document == documents.getFirst() ? document : Overlay.merged(merged, document);
    }
    return merged instanceof Tree.Mapping mapping ? Optional.of(mapping) : Optional.empty();
  }
}
