package dev.ionosphere.cli.temporal;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The command line of a local server: durable, on the loopback address only, with its ports given.
 *
 * @param database SQLite file
 */
public record TemporalCommand(
    Path program, Path database, int port, int httpPort, int uiPort, int metricsPort) {
  private static final List<String> SEARCH_ATTRIBUTES =
      List.of("IonName=Keyword", "IonStatus=Keyword", "IonPendingApprovals=Int");

  private static final List<String> PRAGMAS =
      List.of(
          "journal_mode=WAL",
          // survives kill -9; a power cut may lose the last transactions, never the file
          "synchronous=NORMAL",
          "wal_autocheckpoint=4000",
          "cache_size=-32768");

  private static final List<String> DYNAMIC =
      List.of(
          // each device is a long poll of its own; 1,200 is the default
          "frontend.namespaceCount=20000",
          "frontend.namespaceRPS=6000",
          // the default of 20 adds 50 ms to every hop of a workflow
          "history.transferProcessorMaxPollRPS=500",
          "history.timerProcessorMaxPollRPS=500",
          "history.visibilityProcessorMaxPollRPS=500",
          // device queues are many and quiet: one partition each, no metric labels
          "matching.numTaskqueueReadPartitions=1",
          "matching.numTaskqueueWritePartitions=1",
          "metrics.breakdownByTaskQueue=false");

  public List<String> arguments() {
    List<String> command =
        new ArrayList<>(
            List.of(
                program.toString(),
                "server",
                "start-dev",
                "--ip",
                "127.0.0.1",
                "--ui-ip",
                "127.0.0.1",
                "--port",
                "" + port,
                "--http-port",
                "" + httpPort,
                "--ui-port",
                "" + uiPort,
                "--metrics-port",
                "" + metricsPort,
                "--db-filename",
                database.toString(),
                "--ui-disable-news-fetch",
                "--log-level",
                "warn",
                "--color",
                "never"));
    SEARCH_ATTRIBUTES.forEach(value -> command.addAll(List.of("--search-attribute", value)));
    PRAGMAS.forEach(value -> command.addAll(List.of("--sqlite-pragma", value)));
    DYNAMIC.forEach(value -> command.addAll(List.of("--dynamic-config-value", value)));
    return command;
  }
}
