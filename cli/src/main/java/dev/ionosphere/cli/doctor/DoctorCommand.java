package dev.ionosphere.cli.doctor;

import dev.ionosphere.cli.command.AnswerTable;
import dev.ionosphere.cli.command.ExitCode;
import dev.ionosphere.cli.command.Session;
import dev.ionosphere.cli.process.Memory;
import dev.ionosphere.cli.process.Ports;
import dev.ionosphere.cli.process.ProcessTable;
import dev.ionosphere.cli.process.RunningProcess;
import dev.ionosphere.cli.terminal.Table;
import dev.ionosphere.cli.terminal.Terminal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;

/** {@code ion doctor}. */
@Command(
    name = "doctor",
    description =
        "Checks what this machine has and lacks for Ionosphere, and the processes that run.")
public final class DoctorCommand implements Callable<ExitCode> {
  private final Session session;

  public DoctorCommand(Session session) {
    this.session = session;
  }

  @Override
  public ExitCode call() {
    ProcessTable table = ProcessTable.read(session.layout().table());
    List<Check> checks = new ArrayList<>(new SystemChecks(session).checks());
    checks.add(ports(table));
    checks.forEach(this::print);
    boolean processesWell = processes(table);
    boolean bad = checks.stream().anyMatch(check -> check.state() == Check.State.BAD);
    return bad || !processesWell ? ExitCode.FAILED : ExitCode.OK;
  }

  /** A remembered port is ours while the process runs, and should be free while it does not. */
  private static Check ports(ProcessTable table) {
    if (table.ports().isEmpty()) {
      return Check.good("ports", "none chosen yet");
    }
    List<String> taken = new ArrayList<>();
    for (Map.Entry<String, Integer> port : table.ports().entrySet()) {
      String process = port.getKey().startsWith("temporal") ? "temporal" : port.getKey();
      boolean ours = table.process(process).map(RunningProcess::alive).orElse(false);
      if (!ours && !Ports.isFree(port.getValue())) {
        taken.add(port.getKey() + " " + port.getValue());
      }
    }
    return taken.isEmpty()
        ? Check.good("ports", chosen(table))
        : Check.bad(
            "ports",
            "used by another program: " + String.join(", ", taken),
            "End that program; ours keeps its ports because devices and people know them.");
  }

  private static String chosen(ProcessTable table) {
    return table.ports().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(port -> port.getKey() + " " + port.getValue())
        .collect(Collectors.joining(", "));
  }

  private void print(Check check) {
    Terminal terminal = session.terminal();
    String mark =
        switch (check.state()) {
          case GOOD -> terminal.good("✓");
          case LACKING -> terminal.warn("!");
          case BAD -> terminal.bad("✗");
        };
    terminal.line("%s %-9s %s".formatted(mark, check.name(), check.found()));
    if (!check.advice().isEmpty()) {
      terminal.line("  " + " ".repeat(10) + terminal.bold(check.advice()));
    }
  }

  private boolean processes(ProcessTable table) {
    Terminal terminal = session.terminal();
    terminal.line();
    if (table.processes().isEmpty()) {
      terminal.line(terminal.dim("nothing runs; `ion up` starts everything"));
      return true;
    }
    boolean well = true;
    Table shown = new Table("PROCESS", "PID", "UP", "MB", "LIMIT", "");
    for (Map.Entry<String, RunningProcess> entry : table.processes().entrySet()) {
      RunningProcess process = entry.getValue();
      OptionalLong limit = Memory.limitMegabytes(entry.getKey());
      OptionalLong used =
          process.alive() ? Memory.residentKilobytes(process.pid()) : OptionalLong.empty();
      boolean over =
          used.isPresent() && limit.isPresent() && used.getAsLong() > limit.getAsLong() * 1024;
      well &= process.alive() && !over;
      shown.row(
          entry.getKey(),
          process.alive() ? "" + process.pid() : "-",
          process.alive()
              ? AnswerTable.span(Duration.between(process.started(), session.clock().instant()))
              : "-",
          used.isPresent() ? "%.0f".formatted(used.getAsLong() / 1024.0) : "-",
          limit.isPresent() ? "" + limit.getAsLong() : "-",
          !process.alive()
              ? terminal.bad("ended") + "; `ion up` starts it again"
              : over ? terminal.bad("over its limit") : terminal.good("ok"));
    }
    shown.print(terminal);
    return well;
  }
}
