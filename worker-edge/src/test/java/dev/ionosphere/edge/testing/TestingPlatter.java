package dev.ionosphere.edge.testing;

import dev.ionosphere.edge.testing.TestingPowerCut.Leaves;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which content and which names of a folder have become durable, and what a power cut makes of the
 * rest.
 */
final class TestingPlatter {

  /** What is written in one piece, or not at all. */
  private static final int SECTOR = 512;

  /** A file or a folder, whatever its name is. */
  private static final class Inode {
    private final boolean directory;
    private byte[] durable = new byte[0];
    private byte @Nullable [] seen;
    private Map<String, Inode> durableNames = new TreeMap<>();
    private final List<Change> changes = new ArrayList<>();

    Inode(boolean directory) {
      this.directory = directory;
    }
  }

  /** A change of a folder that is not synced. A rename within it is one. */
  private record Change(@Nullable String removed, @Nullable String added, Inode inode) {

    void apply(Map<String, Inode> names) {
      if (removed != null) {
        names.remove(removed);
      }
      if (added != null) {
        names.put(added, inode);
      }
    }
  }

  private final Path root;
  private final Map<Path, Inode> live = new HashMap<>();

  /** All that is in the folder now counts as durable. */
  TestingPlatter(Path root) throws IOException {
    this.root = root.toAbsolutePath();
    allIsDurable();
  }

  void written(Path file) {
    learn(file);
  }

  void forced(Path file) throws IOException {
    learn(file).durable = Files.readAllBytes(file);
  }

  void renamed(Path source, Path target) {
    Path old = source.toAbsolutePath();
    Path now = target.toAbsolutePath();
    Inode inode = learn(now, old);
    if (old.getParent().equals(now.getParent())) {
      change(old.getParent(), new Change(name(old), name(now), inode));
    } else {
      change(old.getParent(), new Change(name(old), null, inode));
      change(now.getParent(), new Change(null, name(now), inode));
    }
    Map<Path, Inode> moved = new HashMap<>();
    live.forEach((path, each) -> {
      if (path.startsWith(old)) {
        moved.put(now.resolve(old.relativize(path)), each);
      }
    });
    live.keySet().removeIf(path -> path.startsWith(old) || path.startsWith(now));
    live.putAll(moved);
  }

  void deleted(Path file) {
    @Nullable Inode gone = live.remove(file.toAbsolutePath());
    if (gone != null) {
      change(file.toAbsolutePath().getParent(), new Change(name(file), null, gone));
    }
  }

  void synced(Path directory) throws IOException {
    Inode inode = learn(directory);
    inode.durableNames = new TreeMap<>();
    for (Path child : children(directory)) {
      inode.durableNames.put(name(child), learn(child));
    }
    inode.changes.clear();
  }

  /** The folder becomes what it is after a power cut. */
  void cut(Leaves leaves, RandomGenerator random) throws IOException {
    if (leaves != Leaves.EVERYTHING) {
      see();
      for (Path child : children(root)) {
        TestingDirectory.delete(child);
      }
      write(root, leaves, random);
    }
    allIsDurable();
  }

  /** What a power cut would leave now is written elsewhere. */
  void image(Path target, Leaves leaves, RandomGenerator random) throws IOException {
    see();
    write(target, leaves, random);
  }

  private void see() throws IOException {
    for (Map.Entry<Path, Inode> each : live.entrySet()) {
      if (!each.getValue().directory && Files.exists(each.getKey())) {
        each.getValue().seen = Files.readAllBytes(each.getKey());
      }
    }
  }

  private void write(Path target, Leaves leaves, RandomGenerator random) throws IOException {
    Inode top = learn(root);
    switch (leaves) {
      case NOTHING -> write(target, top, inode -> inode.durable, inode -> inode.durableNames);
      case NAMES ->
          write(
              target,
              top,
              inode -> Arrays.copyOf(inode.durable, seen(inode).length),
              inode -> names(inode, change -> true));
      case SOME -> {
        Map<Inode, byte[]> contents = new HashMap<>();
        write(
            target,
            top,
            inode -> contents.computeIfAbsent(inode, each -> some(each, random)),
            inode -> names(inode, change -> random.nextBoolean()));
      }
      case EVERYTHING ->
          write(target, top, TestingPlatter::seen, inode -> names(inode, change -> true));
    }
  }

  private static byte[] seen(Inode inode) {
    byte @Nullable [] seen = inode.seen;
    return seen == null ? inode.durable : seen;
  }

  private interface Left<T> {
    T of(Inode inode);
  }

  private static void write(
      Path path, Inode inode, Left<byte[]> contents, Left<Map<String, Inode>> names)
      throws IOException {
    if (!inode.directory) {
      Files.write(path, contents.of(inode));
      return;
    }
    Files.createDirectories(path);
    for (Map.Entry<String, Inode> child : names.of(inode).entrySet()) {
      write(path.resolve(child.getKey()), child.getValue(), contents, names);
    }
  }

  /** The changes that happened, in their order. */
  private static Map<String, Inode> names(Inode inode, Predicate<Change> happened) {
    Map<String, Inode> names = new TreeMap<>(inode.durableNames);
    inode.changes.stream().filter(happened).forEach(change -> change.apply(names));
    return names;
  }

  /** Any of the sectors, in a file of the size that it had or was to have. */
  private static byte[] some(Inode inode, RandomGenerator random) {
    byte[] seen = seen(inode);
    if (Arrays.equals(seen, inode.durable)) {
      return inode.durable;
    }
    int length = random.nextBoolean() ? seen.length : inode.durable.length;
    byte[] some = Arrays.copyOf(inode.durable, length);
    int last = Math.min(length, seen.length);
    for (int at = 0; at < last; at += SECTOR) {
      if (random.nextBoolean()) {
        System.arraycopy(seen, at, some, at, Math.min(SECTOR, last - at));
      }
    }
    return some;
  }

  private void allIsDurable() throws IOException {
    live.clear();
    try (Stream<Path> all = Files.walk(root)) {
      for (Path path : all.toList()) {
        Inode inode = new Inode(Files.isDirectory(path));
        live.put(path, inode);
        if (!inode.directory) {
          inode.durable = Files.readAllBytes(path);
        }
        @Nullable Inode parent = live.get(path.getParent());
        if (parent != null) {
          parent.durableNames.put(name(path), inode);
        }
      }
    }
  }

  private Inode learn(Path path) {
    return learn(path, path.toAbsolutePath());
  }

  /**
   * @param is where it is now
   * @param was where it is known, if it is
   */
  private Inode learn(Path is, Path was) {
    @Nullable Inode known = live.get(was);
    if (known != null) {
      return known;
    }
    Inode made = new Inode(Files.isDirectory(is));
    live.put(was, made);
    if (!was.equals(root)) {
      change(was.getParent(), new Change(null, name(was), made));
    }
    return made;
  }

  private void change(Path directory, Change change) {
    learn(directory).changes.add(change);
  }

  private static String name(Path path) {
    return path.getFileName().toString();
  }

  private static List<Path> children(Path directory) throws IOException {
    try (Stream<Path> children = Files.list(directory)) {
      return children.toList();
    }
  }
}
