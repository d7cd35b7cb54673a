package dev.ionosphere.spec.reader;

import dev.ionosphere.spec.format.Fields;
import dev.ionosphere.spec.format.Finding;
import dev.ionosphere.spec.format.Findings;
import dev.ionosphere.spec.format.NoticeTargetText;
import dev.ionosphere.spec.format.Tree;
import dev.ionosphere.spec.ion.NoticeTarget;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** A notice's target that stands alone, outside of a document. */
public final class NoticeTargetReader {

  private NoticeTargetReader() {}

  /**
   * @param text YAML or JSON of one map with {@code webhook} or {@code mail}
   * @throws IllegalArgumentException that names everything that is wrong
   */
  public static NoticeTarget read(String text) {
    return read(text, new Findings());
  }

  /** One that was accepted once, perhaps under other rules. */
  public static NoticeTarget stored(String json) {
    return read(json, Findings.ofStored());
  }

  /** The form that {@link #read} takes, with every default. */
  public static String write(NoticeTarget target) {
    return new JsonText(NoticeTargetText.write(target)).toString();
  }

  private static NoticeTarget read(String text, Findings findings) {
    Optional<List<Tree>> documents = TreeReader.read(text, 0, findings);
    Tree tree = documents.filter(found -> found.size() == 1).map(List::getFirst).orElse(null);
    if (!(tree instanceof Tree.Mapping mapping)) {
      throw new IllegalArgumentException("a target is one map with 'webhook' or 'mail'");
    }
    Fields fields = new Fields(mapping, "", findings);
    NoticeTarget target = NoticeTargetText.read(fields);
    fields.finish();
    if (findings.hasErrors()) {
      throw new IllegalArgumentException(
          findings.all().stream()
              .map(NoticeTargetReader::sentence)
              .collect(Collectors.joining("; ")));
    }
    return target;
  }

  private static String sentence(Finding finding) {
    return finding.path().isEmpty() ? finding.message() : finding.path() + ": " + finding.message();
  }
}
