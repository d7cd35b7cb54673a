package dev.ionosphere.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessTableTest {

  @TempDir Path directory;
  private Path file;

  @BeforeEach
  void name() {
    file = directory.resolve("new/processes.json");
  }

  @Test
  void twoCommandsKeepEachOthersEntries() {
    ProcessTable up = ProcessTable.read(file);
    ProcessTable edge = ProcessTable.read(file);
    up.started("hub", new RunningProcess(1, Instant.EPOCH));
    edge.addEdge(edge("engine-1"));
    up.setting("demo", "true");
    edge.ended("hub");

    ProcessTable now = ProcessTable.read(file);
    assertThat(now.edges()).containsOnlyKeys("engine-1");
    assertThat(now.setting("demo")).contains("true");
    assertThat(now.processes()).isEmpty();
    assertThat(up.edges()).as("seen with its own next change").containsOnlyKeys("engine-1");
  }

  @Test
  void twoCommandsAgreeOnAPort() {
    ProcessTable first = ProcessTable.read(file);
    ProcessTable second = ProcessTable.read(file);
    int port = first.port("hub", 20_001, new Ports(new Random(1)));
    assertThat(second.port("hub", 20_002, new Ports(new Random(2)))).isEqualTo(port);
    assertThat(second.port("cloud", port, new Ports(new Random(3)))).isNotEqualTo(port);
  }

  @Test
  void manyAtOnceLoseNothing() throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      List<Future<?>> changes = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        ProcessTable own = ProcessTable.read(file);
        String device = "engine-" + i;
        changes.add(threads.submit(() -> own.addEdge(edge(device))));
      }
      for (Future<?> change : changes) {
        change.get();
      }
    }
    assertThat(ProcessTable.read(file).edges()).hasSize(40);
  }

  @Test
  void anInstallationCanBeMoved() throws IOException {
    ProcessTable here = ProcessTable.read(file);
    here.directory("dataRoot", file.resolveSibling("demo"));
    here.addEdge(new EdgeSettings("inside", Map.of(), file.getParent() + "/demo"));
    here.addEdge(new EdgeSettings("whole", Map.of(), file.getParent().toString()));
    here.addEdge(new EdgeSettings("outside", Map.of(), file.getParent() + "-data"));

    Path moved = Files.move(file.getParent(), directory.resolve("moved"));

    ProcessTable there = ProcessTable.read(moved.resolve("processes.json"));
    assertThat(there.directory("dataRoot")).contains(moved + "/demo");
    assertThat(there.edges().values())
        .extracting(EdgeSettings::sourceRoot)
        .containsExactly(moved + "/demo", moved.toString(), directory + "/new-data");
  }

  private static EdgeSettings edge(String device) {
    return new EdgeSettings(device, Map.of(), "/data");
  }
}
