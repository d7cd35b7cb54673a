package dev.ionosphere.edge.loop;

import dev.ionosphere.data.row.Schema;
import dev.ionosphere.data.source.NamePattern;
import dev.ionosphere.data.source.Position;
import dev.ionosphere.data.source.Source;
import dev.ionosphere.data.source.SourceException;
import dev.ionosphere.data.source.SourceSpec;
import dev.ionosphere.edge.inbox.Inboxes;
import dev.ionosphere.edge.source.FolderSource;
import dev.ionosphere.edge.source.FollowedFile;
import dev.ionosphere.edge.source.SourcePath;
import dev.ionosphere.edge.store.NodeKey;
import dev.ionosphere.edge.store.StateDirectory;
import dev.ionosphere.models.device.DesiredState;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What the nodes of a device read, by what their orders say.
 *
 * @param root that files and folders are below
 * @param pushed rows that programs push
 * @param messages rows that a broker sends
 */
public record NodeSources(Path root, String device, Inboxes pushed, Inboxes messages) {

  private static final String DEVICE = "${device}";

  /**
   * Opens the source of a node: for the columns that are wanted, and for the time last if the
   * format names it.
   *
   * @param node where it keeps its state
   * @param most rows of a poll
   * @throws SourceException if it is none that may be read
   */
  Source open(
      NodeKey key, StateDirectory node, DesiredState of, Schema wanted, int most, Position at)
      throws IOException {
    Schema columns = RowTimes.with(of.format(), wanted);
    return switch (of.source()) {
      case SourceSpec.File file ->
          new FollowedFile(path(file.path()), of.format(), columns, most, at);
      case SourceSpec.Folder folder -> folder(folder, of, columns, most, at);
      case SourceSpec.Push push -> pushed.open(key, node, push, of.format(), columns, most, at);
      case SourceSpec.Mqtt mqtt -> messages.open(key, node, mqtt, of.format(), columns, most, at);
    };
  }

  /**
   * What keeps a source from giving the columns, as far as it can be known before it is read.
   *
   * @throws SourceException if it is none that may be read
   */
  public Optional<String> check(DesiredState of, Schema wanted) throws IOException {
    Schema columns = RowTimes.with(of.format(), wanted);
    return switch (of.source()) {
      case SourceSpec.File file ->
          new FollowedFile(path(file.path()), of.format(), columns, 1, Position.START).check();
      case SourceSpec.Folder folder -> folder(folder, of, columns, 1, Position.START).check();
      case SourceSpec.Push push -> Inboxes.check(of.ion() + "." + of.node(), of.format(), columns);
      case SourceSpec.Mqtt mqtt -> Inboxes.check(of.ion() + "." + of.node(), of.format(), columns);
    };
  }

  private FolderSource folder(
      SourceSpec.Folder folder, DesiredState of, Schema wanted, int most, Position at)
      throws SourceException {
    NamePattern pattern = new NamePattern(folder.pattern().replace(DEVICE, device));
    return new FolderSource(path(folder.path()), pattern, of.format(), wanted, most, at);
  }

  private SourcePath path(String path) throws SourceException {
    return SourcePath.of(root, path, device);
  }
}
