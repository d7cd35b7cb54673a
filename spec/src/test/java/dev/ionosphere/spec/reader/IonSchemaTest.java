package dev.ionosphere.spec.reader;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** The published schema and the reader are of one mind wherever a schema can have one. */
final class IonSchemaTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final JsonSchema SCHEMA = schema();

  /** Broken in what it means, not in its shape: only the reader can tell. */
  private static final Set<String> BEYOND_A_SCHEMA =
      Set.of(
          "bad-cron",
          "bad-selector",
          "bad-zone",
          "cron-never-fires",
          "duplicate-edge",
          "event-cycle-without-cooldown",
          "event-into-approval",
          "inference-without-model",
          "model-cycle-of-approvals",
          "model-cycle-without-policy",
          "model-from-inference",
          "model-into-training",
          "nested-too-deep",
          "escaped-control-character",
          "unknown-node",
          "cron-of-other-programs",
          "escalation-after-the-end",
          "event-not-seen",
          "join-missing",
          "join-of-strangers",
          "join-without-edges",
          "numbers-that-are-text",
          "push-of-lines-before-rows",
          "messages-of-lines-before-rows");

  /** What no JSON can hold, so that a schema never sees it. */
  private static final Set<String> BEYOND_JSON =
      Set.of("alias-to-itself", "key-that-is-nothing", "merge-key");

  static Stream<Path> valid() {
    return Stream.concat(Documents.valid().stream(), Stream.of(Documents.turbofan("ion.yaml")));
  }

  static Stream<Path> brokenInShape() {
    return Documents.broken().stream()
        .filter(document -> !BEYOND_A_SCHEMA.contains(name(document)))
        .filter(document -> !BEYOND_JSON.contains(name(document)))
        // A schema is for one document, before anything is laid over it.
        .filter(document -> !name(document).startsWith("overlay-"));
  }

  static Stream<Path> brokenInMeaning() {
    return Documents.broken().stream().filter(document -> BEYOND_A_SCHEMA.contains(name(document)));
  }

  @Test
  void isItselfValid() {
    JsonSchema metaSchema =
        JsonSchemaFactory.getInstance(VersionFlag.V202012)
            .getSchema(SchemaLocation.of("https://json-schema.org/draft/2020-12/schema"));

    assertThat(metaSchema.validate(schemaText(), InputFormat.JSON)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("valid")
  void acceptsWhatTheReaderAccepts(Path document) {
    String text = Documents.text(document);

    assertThat(messages(tree(text))).isEmpty();
    assertThat(messages(tree(Documents.valid(text).canonicalJson()))).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("brokenInShape")
  void refusesWhatIsBrokenInShape(Path document) {
    try {
      assertThat(messages(tree(Documents.text(document)))).isNotEmpty();
    } catch (YamlEngineException e) {
      // No editor gets as far as the schema.
      assertThat(e).isNotNull();
    }
  }

  @ParameterizedTest
  @MethodSource("brokenInMeaning")
  void cannotTellWhatIsBrokenInMeaning(Path document) {
    assertThat(messages(tree(Documents.text(document)))).isEmpty();
  }

  @Test
  void agreesOnEveryDamageToTheShape() throws IOException {
    String canonical =
        Documents.valid(Documents.text(Path.of("src/test/resources/valid/everything.yaml")))
            .canonicalJson();
    List<String> pointers = new ArrayList<>();
    pointers(JSON.readTree(canonical), "", pointers);
    assertThat(pointers).hasSizeGreaterThan(150);

    for (String pointer : pointers) {
      for (Damage damage : Damage.values()) {
        JsonNode damaged = JSON.readTree(canonical);
        if (!damage.done(damaged, pointer)) {
          continue;
        }
        boolean accepted = IonReader.read(damaged.toString()) instanceof ReadResult.Valid;
        List<String> messages = messages(damaged);
        if (accepted) {
          assertThat(messages).as("%s at %s", damage, pointer).isEmpty();
        } else if (damage.ofShapeOnly) {
          assertThat(messages).as("%s at %s", damage, pointer).isNotEmpty();
        }
      }
    }
  }

  /** Ways to break one value of a document. */
  private enum Damage {
    UNKNOWN_FIELD(true) {
      @Override
      boolean done(JsonNode document, String pointer) {
        boolean free = pointer.contains("/arguments") || pointer.endsWith("/labels");
        if (free
            || pointer.endsWith("/nodes")
            || !(document.at(pointer) instanceof ObjectNode map)) {
          return false;
        }
        map.put("unheard-of", 1);
        return true;
      }
    },
    REMOVED(false) {
      @Override
      boolean done(JsonNode document, String pointer) {
        return parent(document, pointer) instanceof ObjectNode map
            && map.remove(last(pointer)) != null;
      }
    },
    NOTHING(true) {
      @Override
      boolean done(JsonNode document, String pointer) {
        return replaced(document, pointer, JSON.nullNode());
      }
    },
    A_LIST_OF_LISTS(true) {
      @Override
      boolean done(JsonNode document, String pointer) {
        boolean free = pointer.contains("/arguments/");
        return !free
            && replaced(document, pointer, JSON.createArrayNode().add(JSON.createArrayNode()));
      }
    },
    A_LARGE_NUMBER(true) {
      @Override
      boolean done(JsonNode document, String pointer) {
        // A wave may be of any size; that the last is 100% is beyond a schema.
        boolean free = pointer.contains("/arguments/") || pointer.contains("/waves/");
        return !free
            && replaced(document, pointer, JSON.getNodeFactory().numberNode(2_000_000_000));
      }
    },
    A_FLAG(true) {
      @Override
      boolean done(JsonNode document, String pointer) {
        boolean free = pointer.contains("/arguments/") || pointer.endsWith("/notRequester");
        return !free && replaced(document, pointer, JSON.getNodeFactory().booleanNode(true));
      }
    },
    STRANGE_TEXT(true) {
      @Override
      boolean done(JsonNode document, String pointer) {
        boolean free =
            pointer.contains("/arguments/")
                || List.of("devices", "cron", "zone").contains(last(pointer));
        return !free && replaced(document, pointer, JSON.getNodeFactory().textNode("!?\n"));
      }
    };

    private final boolean ofShapeOnly;

    Damage(boolean ofShapeOnly) {
      this.ofShapeOnly = ofShapeOnly;
    }

    abstract boolean done(JsonNode document, String pointer);

    private static boolean replaced(JsonNode document, String pointer, JsonNode value) {
      return switch (parent(document, pointer)) {
        case ObjectNode map -> map.replace(last(pointer), value) != null;
        case ArrayNode list -> list.set(Integer.parseInt(last(pointer)), value) != null;
        default -> false;
      };
    }

    private static JsonNode parent(JsonNode document, String pointer) {
      return document.at(pointer.substring(0, Math.max(0, pointer.lastIndexOf('/'))));
    }

    private static String last(String pointer) {
      return pointer.substring(pointer.lastIndexOf('/') + 1).replace("~1", "/");
    }
  }

  private static void pointers(JsonNode node, String pointer, List<String> pointers) {
    if (!pointer.isEmpty()) {
      pointers.add(pointer);
    }
    node.properties()
        .forEach(field ->
            pointers(
                field.getValue(), pointer + "/" + field.getKey().replace("/", "~1"), pointers));
    if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        pointers(node.get(i), pointer + "/" + i, pointers);
      }
    }
  }

  private static List<String> messages(JsonNode document) {
    return SCHEMA.validate(document).stream().map(Object::toString).toList();
  }

  private static JsonNode tree(String text) {
    String source = text.startsWith("\uFEFF") ? text.substring(1) : text;
    LoadSettings settings =
        LoadSettings.builder().setSchema(new CoreSchema()).setMaxAliasesForCollections(10).build();
    Object loaded =
        new Load(settings)
            .loadFromString(source.startsWith("{") ? source.replace('\t', ' ') : source);
    return JSON.valueToTree(loaded);
  }

  private static JsonSchema schema() {
    return JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(schemaText());
  }

  private static String schemaText() {
    return IonSchema.text();
  }

  private static String name(Path document) {
    return document.getFileName().toString().replace(".yaml", "");
  }
}
