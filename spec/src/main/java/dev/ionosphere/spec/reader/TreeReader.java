package dev.ionosphere.spec.reader;

import dev.ionosphere.spec.format.Findings;
import dev.ionosphere.spec.format.Limits;
import dev.ionosphere.spec.format.Position;
import dev.ionosphere.spec.format.Quoted;
import dev.ionosphere.spec.format.ScalarType;
import dev.ionosphere.spec.format.Tree;
import dev.ionosphere.spec.reader.OpenCollection.Built;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * One source into the trees of its documents. Works on the parser's events, one at a time and with
 * its own stack, so that a hostile text meets the limits before it has cost anything.
 */
final class TreeReader {

  private final int file;
  private final Findings findings;
  private final List<Tree> documents = new ArrayList<>();
  private final Map<Anchor, Built> anchors = new HashMap<>();
  private final Deque<OpenCollection> open = new ArrayDeque<>();
  private int values;

  private TreeReader(int file, Findings findings) {
    this.file = file;
    this.findings = findings;
  }

  /** The documents of a source, empty ones left out; nothing, with a finding, if unreadable. */
  static Optional<List<Tree>> read(String text, int file, Findings findings) {
    Optional<String> clean = SourceText.checked(text, file, findings);
    return clean.flatMap(source -> new TreeReader(file, findings).documents(source));
  }

  private Optional<List<Tree>> documents(String text) {
    LoadSettings settings =
        LoadSettings.builder()
            .setCodePointLimit(Limits.CHARACTERS + 1)
            // The whole text at once: refilling copies what is left each time, so that one long
            // word
            // costs its square, and fails on a surrogate pair across the end (engine 2.10).
            .setBufferSize(text.length() + 2)
            .build();
    try {
      for (Event event : new Parse(settings).parseString(text)) {
        accept(event);
      }
      return Optional.of(documents);
    } catch (Refused e) {
      findings.error(e.at, "", e.sentence);
    } catch (MarkedYamlEngineException e) {
      Position at =
          e.getProblemMark()
              .or(e::getContextMark)
              .map(mark -> place(mark))
              .orElse(Position.start(file));
      String context = e.getContext() == null ? "" : e.getContext() + ": ";
      unreadable(at, context + e.getProblem());
    } catch (YamlEngineException e) {
      unreadable(Position.start(file), String.valueOf(e.getMessage()));
    } catch (IndexOutOfBoundsException | IllegalStateException | IllegalArgumentException e) {
      // A mistake of the parser's own; the text is hostile or at least strange.
      unreadable(Position.start(file), "the parser gives up on it");
    }
    return Optional.empty();
  }

  private void unreadable(Position at, String why) {
    findings.error(at, "", "not readable as YAML or JSON: " + Quoted.sentence(why));
  }

  private void accept(Event event) {
    switch (event.getEventId()) {
      case Scalar -> scalar((ScalarEvent) event);
      case Alias -> alias((AliasEvent) event);
      case MappingStart, SequenceStart -> start((CollectionStartEvent) event);
      case MappingEnd, SequenceEnd -> {
        OpenCollection done = open.pop();
        add(done.built(), done.anchor());
      }
      case DocumentStart -> {
        anchors.clear();
        values = 0;
      }
      case DocumentEnd, StreamStart, StreamEnd, Comment -> {}
    }
  }

  private void scalar(ScalarEvent event) {
    Position at = at(event);
    refuseTag(event.getTag(), at);
    SourceText.refuseControl(event.getValue(), at, this::path, findings);
    OpenCollection parent = open.peek();
    if (parent != null && parent.expectsName() && event.getValue().length() > Limits.NAME) {
      throw new Refused(at, "a field has a name of more than %d characters".formatted(Limits.NAME));
    }
    boolean plain = event.getScalarStyle() == ScalarStyle.PLAIN;
    count(1, at);
    add(new Built(new Tree.Scalar(at, event.getValue(), plain), 1, 0), event.getAnchor());
  }

  private void alias(AliasEvent event) {
    Position at = at(event);
    Built meant = anchors.get(event.getAlias());
    if (meant == null) {
      throw new Refused(
          at,
          "alias *%s stands for nothing that is complete before it".formatted(event.getAlias()));
    }
    count(meant.values(), at);
    checkDepth(open.size() + meant.height(), at);
    add(meant, Optional.empty());
  }

  private void start(CollectionStartEvent event) {
    Position at = at(event);
    refuseTag(event.getTag(), at);
    count(1, at);
    checkDepth(open.size() + 1, at);
    boolean mapping = event.getEventId() == Event.ID.MappingStart;
    open.push(new OpenCollection(at, mapping, event.getAnchor()));
  }

  private void add(Built built, Optional<Anchor> anchor) {
    anchor.ifPresent(name -> anchors.put(name, built));
    OpenCollection parent = open.peek();
    if (parent != null) {
      parent.add(built, this::path, findings);
      return;
    }
    if (documents.size() == Limits.DOCUMENTS) {
      throw new Refused(
          built.tree().at(), "more than %d documents in one source".formatted(Limits.DOCUMENTS));
    }
    boolean empty =
        built.tree() instanceof Tree.Scalar scalar && scalar.type() == ScalarType.NOTHING;
    if (!empty) {
      documents.add(built.tree());
    }
  }

  private void count(int more, Position at) {
    values += more;
    if (values > Limits.VALUES) {
      throw new Refused(
          at,
          "the document holds more than %d values, those behind an alias counted each time"
              .formatted(Limits.VALUES));
    }
  }

  private static void checkDepth(int depth, Position at) {
    if (depth > Limits.DEPTH) {
      throw new Refused(
          at, "maps and lists are nested more than %d levels deep".formatted(Limits.DEPTH));
    }
  }

  private void refuseTag(Optional<String> tag, Position at) {
    tag.ifPresent(written ->
        findings.refused(
            at,
            path(),
            "the tag " + Quoted.of(written.replace("tag:yaml.org,2002:", "!!")),
            "no tags, a document has none"));
  }

  private String path() {
    StringBuilder path = new StringBuilder();
    open.descendingIterator().forEachRemaining(collection -> path.append(collection.step()));
    return path.isEmpty() || path.charAt(0) != '.' ? path.toString() : path.substring(1);
  }

  private Position at(Event event) {
    return event.getStartMark().map(mark -> place(mark)).orElse(Position.start(file));
  }

  private Position place(Mark mark) {
    return new Position(file, mark.getLine() + 1, mark.getColumn() + 1);
  }

  /** Ends the reading of a source from deep inside; never leaves this class. */
  private static final class Refused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Position at;
    private final String sentence;

    Refused(Position at, String sentence) {
      super(sentence, null, false, false);
      this.at = at;
      this.sentence = sentence;
    }
  }
}
