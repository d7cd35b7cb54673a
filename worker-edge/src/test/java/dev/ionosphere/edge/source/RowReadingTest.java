package dev.ionosphere.edge.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ionosphere.data.format.Format;
import dev.ionosphere.data.row.Refusals;
import dev.ionosphere.data.row.Schema;
import dev.ionosphere.data.source.RowPlace;
import dev.ionosphere.edge.source.FilePosition.Sum;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class RowReadingTest {

  private static final Schema WANTED = Schema.ofNumbers(List.of("a"));
  private static final byte[] HEADER = "a,b\n".getBytes(StandardCharsets.UTF_8);

  /** As of a few megabytes that gzip has made of terabytes: others wait for the thread. */
  @ParameterizedTest
  @ValueSource(chars = {'\n', '7', ' '})
  void stopsInWhatNeverEndsAndHasNoRow(char all) throws Exception {
    RowReading reading = new RowReading(Format.DEFAULT, WANTED, 100);
    Refusals refused = new Refusals();
    FilePosition at = FilePosition.START;
    for (int i = 0; i < 3; i++) {
      RowReading.Result read =
          reading.read(
              new Endless(all), Format.DEFAULT.parser("endless", WANTED), at, 100, false, refused);
      assertThat(read.more()).isTrue();
      assertThat(read.whole()).isFalse();
      assertThat(read.to().offset()).isGreaterThan(at.offset());
      at = read.to();
    }
    assertThat(refused.count()).isEqualTo(all == '\n' ? 0 : 1);
  }

  @Test
  void goesOnInsideALongLine() throws Exception {
    RowReading reading = new RowReading(Format.DEFAULT, WANTED, 100);
    FilePosition inside = new FilePosition(100, new RowPlace(1, true, 0), Sum.NONE, Sum.NONE, 0);
    Refusals refused = new Refusals();
    RowReading.Result read =
        reading.read(
            new Endless('7'),
            Format.DEFAULT.parser("endless", WANTED),
            inside,
            100,
            false,
            refused);
    assertThat(read.to().place()).isEqualTo(inside.place());
    assertThat(refused.isEmpty()).isTrue();
  }

  /** A header, and then one character for ever. */
  private record Endless(char all) implements SourceBytes {

    @Override
    public int read(long from, byte[] into, int most) {
      Arrays.fill(into, 0, most, (byte) all);
      for (int i = (int) Math.min(from, HEADER.length); i < HEADER.length && i - from < most; i++) {
        into[(int) (i - from)] = HEADER[i];
      }
      return most;
    }

    @Override
    public boolean continues(FilePosition from) {
      return true;
    }

    @Override
    public FilePosition position(long offset, RowPlace place) {
      return new FilePosition(offset, place, Sum.NONE, Sum.NONE, 0);
    }

    @Override
    public void close() {}
  }
}
