package dev.ionosphere.edge.testing;

import dev.ionosphere.edge.store.Disk;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;

/**
 * A disk over a folder of real files that knows what of them would be there after a power cut:
 * content up to the last force of its file, names up to the last sync of their folder. Its power
 * goes at any operation, and it can fail at one operation or from one on.
 */
public final class TestingPowerCut implements Disk {

  /** What a power cut leaves of what was not synced. */
  public enum Leaves {
    /** Neither names nor content: the journal had not got there. */
    NOTHING,
    /** Names, with zeros for content: metadata goes first on many file systems. */
    NAMES,
    /** Any of the names, and any sectors of the content. */
    SOME,
    /** All of it; what was being written is half there. */
    EVERYTHING
  }

  /** What is wrong with the disk. At a single operation each of them fails it, whatever it is. */
  public enum Fault {
    NONE(""),
    /** Writes over what is there, renames, cuts, deletes and syncs. */
    FULL("No space left on device"),
    /** Takes what is written, and finds no space for it when it is synced. */
    FULL_WHEN_SYNCED("No space left on device"),
    /** Syncs, and nothing else. */
    READ_ONLY("Read-only file system"),
    /** Nothing, not even a sync: the file system gave up. */
    BROKEN("Input/output error"),
    NO_POWER("");

    private final String message;

    Fault(String message) {
      this.message = message;
    }

    private boolean fails(Kind kind) {
      return switch (this) {
        case NONE -> false;
        case FULL -> kind == Kind.GROWS;
        case FULL_WHEN_SYNCED -> kind == Kind.SYNCS;
        case READ_ONLY -> kind != Kind.SYNCS;
        case BROKEN, NO_POWER -> true;
      };
    }
  }

  /** What an operation asks of the disk. */
  private enum Kind {
    GROWS,
    CHANGES,
    SYNCS
  }

  /** Nothing runs on. */
  public static final class PowerGone extends Error {
    private static final long serialVersionUID = 1L;
  }

  /** Sees each operation before it is done; of a write, when half of it is. */
  @FunctionalInterface
  public interface Watcher {
    void before(String operation) throws IOException;
  }

  private final Path root;
  private final TestingPlatter platter;
  private final List<String> operations = new ArrayList<>();
  private Fault fault = Fault.NONE;
  private long from;
  private boolean once;
  private boolean watching;
  private Watcher watcher = operation -> {};

  /** All that is in the folder now counts as durable. */
  public TestingPowerCut(Path root) throws IOException {
    this.root = root.toAbsolutePath();
    this.platter = new TestingPlatter(root);
  }

  /** From so many operations on, the next being 1, the disk has the fault. */
  public synchronized void from(long operation, Fault what) {
    operations.clear();
    from = operation;
    fault = what;
    once = false;
  }

  /** Only that operation, the next being 1, fails with the fault. */
  public synchronized void at(long operation, Fault what) {
    from(operation, what);
    once = true;
  }

  /** From now on. */
  public synchronized void watch(Watcher by) {
    watcher = by;
    watching = true;
  }

  /** Writes into a folder what a power cut would leave now. */
  public synchronized void image(Path target, Leaves leaves, RandomGenerator random)
      throws IOException {
    platter.image(target, leaves, random);
  }

  public void heal() {
    from(0, Fault.NONE);
  }

  /** What was asked since the last call of {@link #from} or {@link #at}. */
  public synchronized List<String> operations() {
    return List.copyOf(operations);
  }

  /** Whether the fault has been met. */
  public synchronized boolean met() {
    return fault != Fault.NONE && operations.size() >= from;
  }

  public synchronized boolean powerIsGone() {
    return fault == Fault.NO_POWER && met();
  }

  /** The power is back: what the folder holds is what had become durable, and something more. */
  public void powerBack(Leaves leaves) throws IOException {
    powerBack(leaves, new Random(0));
  }

  /**
   * The power is back.
   *
   * @param random says what is left if it is {@link Leaves#SOME}
   */
  public synchronized void powerBack(Leaves leaves, RandomGenerator random) throws IOException {
    platter.cut(leaves, random);
    heal();
  }

  @Override
  public synchronized void createDirectories(Path directory) throws IOException {
    step("directory", directory, Kind.GROWS);
    Disk.local().createDirectories(directory);
  }

  @Override
  public synchronized void write(Path file, byte[] content) throws IOException {
    writing("write", file, Kind.GROWS, half -> Disk.local().write(file, half(content, half)));
  }

  @Override
  public synchronized void writeAt(Path file, long at, byte[] content) throws IOException {
    writing(
        "write at " + at,
        file,
        at + content.length > Files.size(file) ? Kind.GROWS : Kind.CHANGES,
        half -> Disk.local().writeAt(file, at, half(content, half)));
  }

  private interface Writing {
    void write(boolean half) throws IOException;
  }

  /** When the power goes, or space or the device gives out, half of it may have been written. */
  private void writing(String what, Path file, Kind kind, Writing writing) throws IOException {
    boolean halfWritten = operations.size() + 1 == from && fault != Fault.READ_ONLY;
    if (halfWritten || watching) {
      writing.write(true);
      platter.written(file);
    }
    step(what, file, kind);
    writing.write(false);
    platter.written(file);
  }

  private static byte[] half(byte[] content, boolean half) {
    return half ? Arrays.copyOf(content, content.length / 2) : content;
  }

  @Override
  public synchronized void truncate(Path file, long size) throws IOException {
    step("truncate", file, Kind.CHANGES);
    Disk.local().truncate(file, size);
  }

  @Override
  public synchronized void force(Path file) throws IOException {
    step("force", file, Kind.SYNCS);
    platter.forced(file);
  }

  @Override
  public synchronized void rename(Path source, Path target) throws IOException {
    step("rename", source, Kind.CHANGES);
    Disk.local().rename(source, target);
    platter.renamed(source, target);
  }

  @Override
  public synchronized void delete(Path file) throws IOException {
    step("delete", file, Kind.CHANGES);
    Disk.local().delete(file);
    platter.deleted(file);
  }

  @Override
  public synchronized void syncDirectory(Path directory) throws IOException {
    step("sync", directory, Kind.SYNCS);
    platter.synced(directory);
  }

  private void step(String what, Path path, Kind kind) throws IOException {
    String operation = what + " " + root.relativize(path.toAbsolutePath());
    operations.add(operation);
    watcher.before(operation);
    long now = operations.size();
    if (fault == Fault.NO_POWER && now >= from) {
      throw new PowerGone();
    }
    boolean fails = once ? fault != Fault.NONE && now == from : now >= from && fault.fails(kind);
    if (fails) {
      throw new FileSystemException(path.toString(), null, fault.message);
    }
  }
}
