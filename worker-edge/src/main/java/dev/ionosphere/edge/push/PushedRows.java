package dev.ionosphere.edge.push;

import dev.ionosphere.data.format.Format;
import dev.ionosphere.data.row.Refusals;
import dev.ionosphere.data.row.RowBatch;
import dev.ionosphere.data.row.Schema;
import dev.ionosphere.data.source.RowParser;
import dev.ionosphere.data.source.SourceException;
import java.util.Arrays;
import java.util.List;

/** What a request brings: rows of a format, all of them, or why it does not. */
sealed interface PushedRows {

  /**
   * Rows.
   *
   * @param content ends with a line end
   */
  record Taken(byte[] content, long count) implements PushedRows {}

  record Refused(String why) implements PushedRows {}

  /**
   * Looks at each row as far as its format goes; whether its values are those that the model wants
   * is not asked here.
   */
  static PushedRows of(byte[] body, Format format) {
    byte[] content = ended(body);
    RowParser parser = format.parser("request", new Schema(List.of()));
    RowBatch rows = new RowBatch(new Schema(List.of()), 1_024);
    Refusals refused = new Refusals();
    long count = 0;
    try {
      int at = parser.begin(content, content.length);
      while (at >= 0 && at < content.length && refused.isEmpty()) {
        rows.clear();
        int next =
            parser.parse(content, at, content.length, true, Integer.MAX_VALUE, rows, refused);
        count += rows.size();
        if (next == at) {
          break;
        }
        at = next;
      }
    } catch (SourceException e) {
      return new Refused(String.valueOf(e.getMessage()));
    }
    if (refused.first().isPresent()) {
      return new Refused(refused.first().get());
    }
    return count == 0 ? new Refused("the request has no row") : new Taken(content, count);
  }

  private static byte[] ended(byte[] body) {
    if (body.length == 0 || body[body.length - 1] == '\n') {
      return body;
    }
    byte[] ended = Arrays.copyOf(body, body.length + 1);
    ended[body.length] = '\n';
    return ended;
  }
}
