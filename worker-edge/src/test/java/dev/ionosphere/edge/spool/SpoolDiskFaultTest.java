package dev.ionosphere.edge.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ionosphere.edge.store.Disk;
import dev.ionosphere.edge.testing.TestingDirectory;
import dev.ionosphere.edge.testing.TestingPowerCut;
import dev.ionosphere.edge.testing.TestingPowerCut.Fault;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A spool whose disk is full or read-only, at any operation, for once or for long. */
class SpoolDiskFaultTest {

  private static final long ROOMY = 1 << 20;

  @TempDir Path directory;

  @ParameterizedTest
  @EnumSource(names = {"FULL", "FULL_WHEN_SYNCED", "READ_ONLY", "BROKEN"})
  void aFaultOfOneOperationLosesNothing(Fault fault) throws IOException {
    walk(fault, false);
  }

  @ParameterizedTest
  @EnumSource(names = {"FULL", "FULL_WHEN_SYNCED", "READ_ONLY", "BROKEN"})
  void aDiskThatTakesNothingForLongLosesNothing(Fault fault) throws IOException {
    walk(fault, true);
  }

  private void walk(Fault fault, boolean lasting) throws IOException {
    boolean met = true;
    for (int operation = 1; met; operation++) {
      Path own = Files.createTempDirectory(directory, "life");
      TestingPowerCut disk = new TestingPowerCut(own);
      if (lasting) {
        disk.from(operation, fault);
      } else {
        disk.at(operation, fault);
      }
      String when = "%s at %d".formatted(fault, operation);
      TestingSpoolDriver device = live(own.resolve("spool"), disk);
      met = disk.met();
      disk.heal();
      device.flush();
      device.drain();
      // What it cannot undo may be there after a restart: a record, the drop of a segment.
      int mayBeThere = lasting && fault == Fault.BROKEN ? 1 + TestingSpoolDriver.SEGMENT : 0;
      device.check(when, mayBeThere);
      assertThat(device.twice()).as(when).hasSizeLessThanOrEqualTo(mayBeThere);
      device.restart(Disk.local());
      assertThat(device.spool.depth()).as(when).isZero();
      device.check(when + ", started again", mayBeThere);
      TestingDirectory.delete(own);
    }
  }

  /** Opening and delivering never fail; an append that does is tried again. */
  private static TestingSpoolDriver live(Path spool, TestingPowerCut disk) throws IOException {
    TestingSpoolDriver device = new TestingSpoolDriver(disk, spool);
    append(device, 6, false);
    device.deliver(3);
    append(device, 14, false);
    append(device, 1, true);
    device.deliver(9);
    device.spool.delivered(); // The next one tries again to keep the last.
    device.restart(disk);
    append(device, 2, true);
    append(device, 2, false);
    device.deliver(4, () -> append(device, 6, false));
    append(device, 9, false);
    device.drain();
    append(device, 1, false);
    return device;
  }

  private static void append(TestingSpoolDriver device, int windows, boolean bad) {
    try {
      device.append(windows, bad);
    } catch (IOException e) {
      assertThat(e)
          .hasMessageMatching(
              ".*(No space left on device|Read-only file system|Input/output error).*");
    }
  }

  @Test
  void aDeliveryFreesAFullDiskAndIsNotForgotten() throws IOException {
    TestingPowerCut disk = new TestingPowerCut(directory);
    TestingSpoolDriver device = new TestingSpoolDriver(disk, directory.resolve("spool"));
    device.append(12, false);
    disk.from(1, Fault.FULL);
    device.deliver(10);
    assertThat(logs()).hasSize(1);
    device.restart(disk);
    assertThat(device.spool.depth()).isEqualTo(2);
    device.drain();
    device.check("full");
  }

  @Test
  void startsAndHandsOutWhatIsWholeOnADiskThatCannotMendItsEnd() throws IOException {
    for (Fault fault : List.of(Fault.FULL, Fault.READ_ONLY)) {
      Path own = directory.resolve(fault.name());
      Spool spool = Spool.open(own, ROOMY);
      spool.append(Priority.WINDOW, bytes("whole"), 3);
      String name = spool.next(1, ROOMY).records().getFirst().lane();
      Path log = own.resolve("window/%020d.log".formatted(0));
      Files.write(log, bytes("torn"), StandardOpenOption.APPEND);

      TestingPowerCut disk = new TestingPowerCut(own);
      disk.from(1, fault);
      Spool again = Spool.open(disk, own, ROOMY);
      Spool.Entry entry = again.next(9, ROOMY).records().getFirst();
      assertThat(entry.payload()).isEqualTo(bytes("whole"));
      assertThat(entry.lane().equals(name)).isEqualTo(fault == Fault.READ_ONLY);
      assertThatThrownBy(() -> again.append(Priority.WINDOW, bytes("no")))
          .isInstanceOf(IOException.class);

      disk.heal();
      again.append(Priority.WINDOW, bytes("yes"));
      List<Spool.Entry> entries = again.next(9, ROOMY).records();
      assertThat(entries).hasSize(2);
      assertThat(entries.getLast().lane()).isNotEqualTo(name);
    }
  }

  /** If power goes between the new name and the cut, the cut is made again, under another name. */
  @Test
  void aNewNameIsDurableBeforeItsNumbersComeAgain() throws IOException {
    Spool.open(directory, ROOMY).append(Priority.WINDOW, bytes("whole"));
    Path log = directory.resolve("window/%020d.log".formatted(0));
    Files.write(log, bytes("torn"), StandardOpenOption.APPEND);
    TestingPowerCut disk = new TestingPowerCut(directory);
    Spool.open(disk, directory, ROOMY);
    List<String> operations = disk.operations();
    int named = operations.indexOf("force window/cursor");
    int cut = operations.indexOf("truncate window/" + log.getFileName());
    assertThat(named).isNotNegative().isLessThan(cut);
  }

  @Test
  void dropsNothingForAnAppendThatAReadOnlyDiskRefuses() throws IOException {
    TestingPowerCut disk = new TestingPowerCut(directory);
    TestingSpoolDriver device = new TestingSpoolDriver(disk, directory.resolve("spool"));
    device.append(11, false);
    long depth = device.spool.depth();
    disk.from(1, Fault.READ_ONLY);
    for (int i = 0; i < 20; i++) {
      append(device, 1, false);
    }
    assertThat(device.spool.depth()).isEqualTo(depth);
    device.drain();
    disk.heal();
    device.flush();
    device.drain();
    device.check("healed");
  }

  @Test
  void countsWhatALostSegmentHeld() throws IOException {
    Spool spool = Spool.open(directory, 16_384);
    for (int i = 0; i < 4; i++) {
      spool.append(Priority.WINDOW, new byte[1_200], 10);
    }
    Files.delete(directory.resolve("window/%020d.log".formatted(0)));
    Files.delete(directory.resolve("window/%020d.log".formatted(2)));
    Spool again = Spool.open(directory, 16_384);
    again.next(9, ROOMY);
    again.delivered();
    assertThat(again.dropped()).isEqualTo(2);
    assertThat(Spool.open(directory, 16_384).dropped()).isEqualTo(2);
  }

  @Test
  void readsTheCursorAndTheRecordsOfAnOlderRelease() throws IOException {
    Path lane = Files.createDirectories(directory.resolve("window"));
    ByteBuffer cursor = ByteBuffer.allocate(20).putLong(1).putLong(7);
    Files.write(lane.resolve("cursor"), cursor.putInt(crc(cursor.array(), 0, 16)).array());
    ByteBuffer log = ByteBuffer.allocate(2 * 19);
    for (long sequence = 0; sequence < 2; sequence++) {
      ByteBuffer checked = ByteBuffer.allocate(11).putLong(sequence).put(bytes("old"));
      log.putInt(3).putInt(crc(checked.array(), 0, 11)).put(checked.flip());
    }
    Files.write(lane.resolve("%020d.log".formatted(0)), log.array());

    Spool spool = Spool.open(directory, ROOMY);
    spool.append(Priority.WINDOW, bytes("new"), 5);
    Spool again = Spool.open(directory, ROOMY);
    List<Spool.Entry> entries = again.next(9, ROOMY).records();
    assertThat(entries).extracting(Spool.Entry::sequence).containsExactly(1L, 2L);
    assertThat(entries).extracting(Spool.Entry::rows).containsExactly(0L, 5L);
    assertThat(entries)
        .extracting(Spool.Entry::payload)
        .containsExactly(bytes("old"), bytes("new"));
    assertThat(again.dropped()).isEqualTo(7);
  }

  @Test
  void aSlotThatCannotBeReadLeavesTheOneBefore() throws IOException {
    Spool spool = Spool.open(directory, ROOMY);
    for (int i = 0; i < 3; i++) {
      spool.append(Priority.WINDOW, bytes("record-" + i));
    }
    spool.next(1, ROOMY);
    spool.delivered();
    byte[] before = Files.readAllBytes(directory.resolve("window/cursor"));
    spool.next(1, ROOMY);
    spool.delivered();
    Path cursor = directory.resolve("window/cursor");
    byte[] content = Files.readAllBytes(cursor);
    int newest = content[Cursor.SLOT + 7] > content[7] ? Cursor.SLOT : 0;
    assertThat(content).isNotEqualTo(before).hasSize(before.length);
    for (int at = 0; at < 60; at++) {
      byte[] flipped = content.clone();
      flipped[newest + at] ^= 0x40;
      Files.write(cursor, flipped);
      Path copy = Files.createTempDirectory(directory, "copy");
      Files.createDirectories(copy.resolve("window"));
      try (Stream<Path> files = Files.list(directory.resolve("window"))) {
        for (Path file : files.toList()) {
          Files.copy(file, copy.resolve("window").resolve(file.getFileName()));
        }
      }
      assertThat(Spool.open(copy, ROOMY).depth()).as("byte %d", at).isEqualTo(2);
    }
  }

  private List<Path> logs() throws IOException {
    try (Stream<Path> files = Files.list(directory.resolve("spool/window"))) {
      return files.filter(file -> file.toString().endsWith(".log")).toList();
    }
  }

  private static int crc(byte[] content, int from, int length) {
    CRC32C crc = new CRC32C();
    crc.update(content, from, length);
    return (int) crc.getValue();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
