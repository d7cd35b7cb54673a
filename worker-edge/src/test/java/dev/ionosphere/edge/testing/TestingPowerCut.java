package dev.ionosphere.edge.testing;

import dev.ionosphere.edge.store.Disk;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A disk over a folder of real files that knows what of them would be there after a power cut:
 * content up to the last force of its file, names up to the last sync of their folder. Its power
 * goes at any operation, and it can be full or read-only from any operation on.
 */
public final class TestingPowerCut implements Disk {

  /** What a power cut leaves of what was not synced. */
  public enum Leaves {
    /** Neither names nor content: the journal had not got there. */
    NOTHING,
    /** Names, with zeros for content: metadata goes first on many file systems. */
    NAMES,
    /** All of it; what was being written is half there. */
    EVERYTHING
  }

  /** What is wrong with the disk. */
  public enum Fault {
    NONE,
    FULL,
    READ_ONLY,
    NO_POWER
  }

  /** Nothing runs on. */
  public static final class PowerGone extends Error {
    private static final long serialVersionUID = 1L;
  }

  private static final class Inode {
    private final boolean directory;
    private byte[] content = new byte[0];
    private Map<String, Inode> names = new HashMap<>();

    Inode(boolean directory) {
      this.directory = directory;
    }
  }

  private final Path root;
  private final Map<Path, Inode> live = new HashMap<>();
  private final List<String> operations = new ArrayList<>();
  private Fault fault = Fault.NONE;
  private long from;
  private boolean once;

  /** All that is in the folder now counts as durable. */
  public TestingPowerCut(Path root) throws IOException {
    this.root = root.toAbsolutePath();
    allIsDurable();
  }

  /** From so many operations on, the next being 1, the disk has the fault. */
  public synchronized void from(long operation, Fault what) {
    operations.clear();
    from = operation;
    fault = what;
    once = false;
  }

  /** Only that operation, the next being 1, meets the fault. */
  public synchronized void at(long operation, Fault what) {
    from(operation, what);
    once = true;
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

  /** The power is back: what the folder holds is what had become durable, and something more. */
  public synchronized void powerBack(Leaves leaves) throws IOException {
    Inode top = inode(root);
    switch (leaves) {
      case NOTHING -> {
        try (Stream<Path> children = Files.list(root)) {
          for (Path child : children.toList()) {
            TestingDirectory.delete(child);
          }
        }
        write(root, top);
      }
      case NAMES -> {
        for (Map.Entry<Path, Inode> entry : live.entrySet()) {
          if (!entry.getValue().directory && Files.exists(entry.getKey())) {
            int size = (int) Files.size(entry.getKey());
            Files.write(entry.getKey(), Arrays.copyOf(entry.getValue().content, size));
          }
        }
      }
      case EVERYTHING -> {}
    }
    heal();
    allIsDurable();
  }

  @Override
  public synchronized void createDirectories(Path directory) throws IOException {
    step("directory", directory, true);
    Disk.local().createDirectories(directory);
  }

  @Override
  public synchronized void write(Path file, byte[] content) throws IOException {
    try {
      step("write", file, true);
    } catch (FileSystemException | PowerGone e) {
      if (last() && fault != Fault.READ_ONLY) {
        Disk.local().write(file, Arrays.copyOf(content, content.length / 2));
        learn(file);
      }
      throw e;
    }
    Disk.local().write(file, content);
    learn(file);
  }

  @Override
  public synchronized void writeAt(Path file, long at, byte[] content) throws IOException {
    try {
      step("write at " + at, file, at + content.length > Files.size(file));
    } catch (FileSystemException | PowerGone e) {
      if (last() && fault != Fault.READ_ONLY) {
        Disk.local().writeAt(file, at, Arrays.copyOf(content, content.length / 2));
      }
      throw e;
    }
    Disk.local().writeAt(file, at, content);
    learn(file);
  }

  @Override
  public synchronized void truncate(Path file, long size) throws IOException {
    step("truncate", file, false);
    Disk.local().truncate(file, size);
  }

  @Override
  public synchronized void force(Path file) throws IOException {
    step("force", file, false);
    learn(file).content = Files.readAllBytes(file);
  }

  @Override
  public synchronized void rename(Path source, Path target) throws IOException {
    step("rename", source, false);
    Disk.local().rename(source, target);
    Map<Path, Inode> moved = new HashMap<>();
    Path old = source.toAbsolutePath();
    live.forEach((path, inode) -> {
      if (path.startsWith(old)) {
        moved.put(target.toAbsolutePath().resolve(old.relativize(path)), inode);
      }
    });
    live.keySet().removeIf(path -> path.startsWith(old));
    live.keySet().removeIf(path -> path.startsWith(target.toAbsolutePath()));
    live.putAll(moved);
  }

  @Override
  public synchronized void delete(Path file) throws IOException {
    step("delete", file, false);
    Disk.local().delete(file);
    live.remove(file.toAbsolutePath());
  }

  @Override
  public synchronized void syncDirectory(Path directory) throws IOException {
    step("sync", directory, false);
    Map<String, Inode> names = new HashMap<>();
    try (Stream<Path> children = Files.list(directory)) {
      for (Path child : children.toList()) {
        names.put(child.getFileName().toString(), learn(child));
      }
    }
    learn(directory).names = names;
  }

  /**
   * A full disk still writes over what is there, renames, cuts, deletes and syncs; a read-only one
   * only syncs.
   */
  private void step(String what, Path path, boolean needsSpace) throws IOException {
    operations.add(what + " " + root.relativize(path.toAbsolutePath()));
    if (!faulty()) {
      return;
    }
    switch (fault) {
      case NONE -> {}
      case NO_POWER -> throw new PowerGone();
      case FULL -> {
        if (needsSpace && !(what.equals("directory") && Files.isDirectory(path))) {
          throw new FileSystemException(path.toString(), null, "No space left on device");
        }
      }
      case READ_ONLY -> {
        if (!what.equals("force")
            && !what.equals("sync")
            && !(what.equals("directory") && Files.isDirectory(path))) {
          throw new FileSystemException(path.toString(), null, "Read-only file system");
        }
      }
    }
  }

  private boolean faulty() {
    long now = operations.size();
    return fault != Fault.NONE && (once && fault != Fault.NO_POWER ? now == from : now >= from);
  }

  private boolean last() {
    return operations.size() == from;
  }

  private Inode inode(Path path) {
    @Nullable Inode known = live.get(path.toAbsolutePath());
    if (known == null) {
      throw new IllegalStateException(path + " is not known");
    }
    return known;
  }

  private Inode learn(Path path) {
    return live.computeIfAbsent(
        path.toAbsolutePath(), unknown -> new Inode(Files.isDirectory(unknown)));
  }

  private void allIsDurable() throws IOException {
    live.clear();
    try (Stream<Path> all = Files.walk(root)) {
      for (Path path : all.toList()) {
        Inode inode = learn(path);
        if (!inode.directory) {
          inode.content = Files.readAllBytes(path);
        }
        if (!path.equals(root)) {
          inode(path.getParent()).names.put(path.getFileName().toString(), inode);
        }
      }
    }
  }

  private static void write(Path path, Inode inode) throws IOException {
    if (!inode.directory) {
      Files.write(path, inode.content);
      return;
    }
    Files.createDirectories(path);
    for (Map.Entry<String, Inode> child : inode.names.entrySet()) {
      write(path.resolve(child.getKey()), child.getValue());
    }
  }
}
