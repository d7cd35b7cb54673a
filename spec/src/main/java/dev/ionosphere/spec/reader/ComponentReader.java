package dev.ionosphere.spec.reader;

import dev.ionosphere.spec.component.Component;
import dev.ionosphere.spec.format.Fields;
import dev.ionosphere.spec.format.Finding;
import dev.ionosphere.spec.format.Findings;
import dev.ionosphere.spec.format.Position;
import dev.ionosphere.spec.format.Tree;
import dev.ionosphere.spec.format.component.ComponentFormat;
import java.util.List;
import java.util.Optional;

/**
 * Reads the manifest of a component from YAML or JSON and says everything that is wrong with it at
 * once. Any text may be given; none of it makes reading costly or throw.
 */
public final class ComponentReader {

  private ComponentReader() {}

  /** What became of it. */
  public sealed interface Result {

    record Valid(Component component, List<Finding> warnings) implements Result {
      public Valid {
        warnings = List.copyOf(warnings);
      }
    }

    /**
     * @param findings at least one error, in the order of the text
     */
    record Invalid(List<Finding> findings) implements Result {
      public Invalid {
        findings = List.copyOf(findings);
      }
    }
  }

  /** Reads a manifest from bytes, which must be UTF-8. */
  public static Result readBytes(byte[] source) {
    Findings findings = new Findings();
    return read(SourceText.decoded(source, 0, findings).orElse(""), findings);
  }

  /** Reads a manifest. */
  public static Result read(String source) {
    return read(source, new Findings());
  }

  private static Result read(String source, Findings findings) {
    Optional<Tree> document = findings.hasErrors() ? Optional.empty() : document(source, findings);
    if (document.isEmpty()) {
      return new Result.Invalid(findings.all());
    }
    if (!(document.get() instanceof Tree.Mapping mapping)) {
      findings.refused(
          document.get().at(), "", document.get().describe(), "a map with apiVersion, kind, ...");
      return new Result.Invalid(findings.all());
    }
    Component component = ComponentFormat.read(new Fields(mapping, "", findings));
    return findings.hasErrors()
        ? new Result.Invalid(findings.all())
        : new Result.Valid(component, findings.all());
  }

  private static Optional<Tree> document(String source, Findings findings) {
    Optional<List<Tree>> documents = TreeReader.read(source, 0, findings);
    if (documents.isPresent() && documents.get().size() != 1) {
      findings.refused(
          Position.start(0),
          "",
          documents.get().isEmpty() ? "nothing" : documents.get().size() + " documents",
          "one component in YAML or JSON");
      return Optional.empty();
    }
    return documents.map(List::getFirst);
  }
}
