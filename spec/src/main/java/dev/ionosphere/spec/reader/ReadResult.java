package dev.ionosphere.spec.reader;

import dev.ionosphere.spec.format.Finding;
import dev.ionosphere.spec.ion.Ion;
import java.util.List;

/** What became of reading a document: an ION, or everything that is wrong with it. */
public sealed interface ReadResult {

  /**
   * @param canonicalJson the ION with every default written out; the same text for the same ION,
   *     and {@link IonReader} reads an equal ION from it
   */
  record Valid(Ion ion, String canonicalJson, List<Finding> warnings) implements ReadResult {
    public Valid {
      warnings = List.copyOf(warnings);
    }
  }

  /**
   * @param findings at least one error, warnings among them, in the order of the text
   */
  record Invalid(List<Finding> findings) implements ReadResult {
    public Invalid {
      findings = List.copyOf(findings);
    }
  }
}
