package dev.ionosphere.edge.store;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import dev.ionosphere.data.source.Position;
import dev.ionosphere.edge.source.FilePosition;
import java.io.IOException;

/** Positions as texts. Agents up to 0.3.0 kept an object, of a file they followed. */
final class PositionJson extends SimpleModule {

  private static final long serialVersionUID = 1;

  PositionJson() {
    addSerializer(Position.class, new Writer());
    addDeserializer(Position.class, new Reader());
  }

  private static final class Writer extends StdSerializer<Position> {

    private static final long serialVersionUID = 1;

    Writer() {
      super(Position.class);
    }

    @Override
    public void serialize(Position position, JsonGenerator json, SerializerProvider unused)
        throws IOException {
      json.writeString(position.text());
    }
  }

  private static final class Reader extends StdDeserializer<Position> {

    private static final long serialVersionUID = 1;

    Reader() {
      super(Position.class);
    }

    @Override
    public Position deserialize(JsonParser json, DeserializationContext unused) throws IOException {
      JsonNode kept = json.readValueAsTree();
      if (kept.isTextual()) {
        return new Position(kept.textValue());
      }
      return FilePosition.ofEarlier(
          kept.path("offset").asLong(),
          kept.path("row").asLong(),
          kept.path("prefixLength").asInt(),
          kept.path("prefixCrc").asLong(),
          kept.path("insideLongLine").asBoolean());
    }
  }
}
