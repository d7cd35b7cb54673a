package dev.ionosphere.edge.hostile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;

/** What becomes of an order on its way: each kind of damage and of forgery, by a seed. */
enum Mutant {
  FLIPPED_BITS {
    @Override
    byte[] of(byte[] order, Random random) {
      byte[] mutant = order.clone();
      for (int i = 0; i <= random.nextInt(4); i++) {
        mutant[random.nextInt(mutant.length)] ^= (byte) (1 << random.nextInt(8));
      }
      return mutant;
    }
  },
  TRUNCATED {
    @Override
    byte[] of(byte[] order, Random random) {
      return Arrays.copyOf(order, random.nextInt(order.length));
    }
  },
  CUT_OUT_OR_REPEATED {
    @Override
    byte[] of(byte[] order, Random random) {
      int from = random.nextInt(order.length);
      int to = from + random.nextInt(Math.min(200, order.length - from));
      boolean repeated = random.nextBoolean();
      byte[] rest = Arrays.copyOfRange(order, repeated ? from : to, order.length);
      byte[] mutant = Arrays.copyOf(order, (repeated ? to : from) + rest.length);
      System.arraycopy(rest, 0, mutant, repeated ? to : from, rest.length);
      return mutant;
    }
  },
  SWAPPED_FIELDS {
    @Override
    byte[] of(byte[] order, Random random) throws IOException {
      ObjectNode json = (ObjectNode) MAPPER.readTree(order);
      List<Place> places = places(json);
      Place one = places.get(random.nextInt(places.size()));
      Place other = places.get(random.nextInt(places.size()));
      JsonNode kept = one.value().deepCopy();
      one.set(other.value().deepCopy());
      other.set(kept);
      return MAPPER.writeValueAsBytes(json);
    }
  },
  DUPLICATED_KEY {
    @Override
    byte[] of(byte[] order, Random random) {
      String text = new String(order, StandardCharsets.UTF_8);
      List<String> names =
          List.of("roots", "releases", "assignment", "payload", "payloadType", "signatures", "sig");
      String name = "\"" + names.get(random.nextInt(names.size())) + "\":";
      int at = text.indexOf(name, random.nextInt(text.length()));
      String value = random.nextBoolean() ? "null," : "\"\",";
      return (at < 0
              ? "{" + name + value + text.substring(1)
              : text.substring(0, at) + name + value + text.substring(at))
          .getBytes(StandardCharsets.UTF_8);
    }
  },
  ANOTHER_TYPE {
    @Override
    byte[] of(byte[] order, Random random) throws IOException {
      ObjectNode json = (ObjectNode) MAPPER.readTree(order);
      List<Place> places = places(json);
      JsonNodeFactory make = JsonNodeFactory.instance;
      List<JsonNode> values =
          List.of(
              make.nullNode(),
              make.booleanNode(true),
              make.numberNode(-1),
              make.numberNode(1e300),
              make.textNode(""),
              make.arrayNode().add("a"),
              make.objectNode());
      places.get(random.nextInt(places.size())).set(values.get(random.nextInt(values.size())));
      return MAPPER.writeValueAsBytes(json);
    }
  },
  UNICODE {
    @Override
    byte[] of(byte[] order, Random random) {
      String text = new String(order, StandardCharsets.UTF_8);
      int at = 1 + random.nextInt(text.length() - 1);
      String before = text.substring(0, at);
      String after = text.substring(at);
      String mutant =
          switch (random.nextInt(5)) {
            // The same character, written in another way: it may mean the same.
            case 0 -> before + "\\u%04x".formatted((int) after.charAt(0)) + after.substring(1);
            case 1 -> before + "\u200b" + after;
            case 2 -> before + (char) (after.charAt(0) + 0xfee0) + after.substring(1);
            case 3 -> before + "\ud800" + after;
            default -> "\ufeff" + text;
          };
      return mutant.getBytes(StandardCharsets.UTF_8);
    }
  },
  WHITE_SPACE {
    @Override
    byte[] of(byte[] order, Random random) {
      String text = new String(order, StandardCharsets.UTF_8);
      int from = random.nextInt(text.length());
      int at = random.nextInt(4) == 0 ? from : Math.max(0, text.indexOf(',', from));
      String blank = List.of(" ", "\n", "\t\r\n", "\u00a0", "\u0000").get(random.nextInt(5));
      return (text.substring(0, at) + blank + text.substring(at)).getBytes(StandardCharsets.UTF_8);
    }
  },
  WITHIN_WHAT_IS_SIGNED {
    @Override
    byte[] of(byte[] order, Random random) throws IOException {
      ObjectNode json = (ObjectNode) MAPPER.readTree(order);
      List<Place> payloads =
          places(json).stream().filter(place -> place.name().equals("payload")).toList();
      Place place = payloads.get(random.nextInt(payloads.size()));
      byte[] said = Base64.getDecoder().decode(place.value().textValue());
      Mutant[] inner = {FLIPPED_BITS, TRUNCATED, CUT_OUT_OR_REPEATED, UNICODE, WHITE_SPACE};
      byte[] other = inner[random.nextInt(inner.length)].of(said, random);
      place.set(JsonNodeFactory.instance.textNode(Base64.getEncoder().encodeToString(other)));
      return MAPPER.writeValueAsBytes(json);
    }
  },
  REORDERED_OR_LEFT_OUT {
    @Override
    byte[] of(byte[] order, Random random) throws IOException {
      ObjectNode json = (ObjectNode) MAPPER.readTree(order);
      ArrayNode releases = (ArrayNode) json.get("releases");
      ArrayNode roots = (ArrayNode) json.get("roots");
      ArrayNode some = roots.isEmpty() || random.nextBoolean() ? releases : roots;
      ArrayNode others = random.nextBoolean() ? releases : roots;
      int at = random.nextInt(some.size());
      switch (random.nextInt(4)) {
        case 0 -> some.remove(at);
        case 1 -> some.add(some.get(at).deepCopy());
        case 2 -> others.add(json.get("assignment").deepCopy());
        default -> json.set("assignment", some.get(at).deepCopy());
      }
      return MAPPER.writeValueAsBytes(json);
    }
  };

  private static final ObjectMapper MAPPER = new ObjectMapper();

  abstract byte[] of(byte[] order, Random random) throws IOException;

  /** Every kind in turn. */
  static byte[] of(byte[] order, long seed) throws IOException {
    return values()[(int) (seed % values().length)].of(order, new Random(seed));
  }

  /** A field of an object, wherever it is. */
  private record Place(ObjectNode parent, String name) {

    JsonNode value() {
      return parent.get(name);
    }

    void set(JsonNode value) {
      parent.set(name, value);
    }
  }

  private static List<Place> places(JsonNode json) {
    List<Place> places = new ArrayList<>();
    if (json instanceof ObjectNode object) {
      object.fieldNames().forEachRemaining(name -> places.add(new Place(object, name)));
    }
    json.forEach(child -> places.addAll(places(child)));
    return places;
  }
}
