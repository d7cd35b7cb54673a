package dev.ionosphere.cli;

import dev.ionosphere.cli.command.AlertsCommand;
import dev.ionosphere.cli.command.ApplyCommand;
import dev.ionosphere.cli.command.ApprovalsCommand;
import dev.ionosphere.cli.command.ApproveCommand;
import dev.ionosphere.cli.command.BreakGlassCommand;
import dev.ionosphere.cli.command.DelegationsCommand;
import dev.ionosphere.cli.command.DeleteCommand;
import dev.ionosphere.cli.command.DescribeCommand;
import dev.ionosphere.cli.command.DevicesCommand;
import dev.ionosphere.cli.command.DownCommand;
import dev.ionosphere.cli.command.EdgeCommand;
import dev.ionosphere.cli.command.ExceptionHandler;
import dev.ionosphere.cli.command.ExitCode;
import dev.ionosphere.cli.command.GetCommand;
import dev.ionosphere.cli.command.HealthCommand;
import dev.ionosphere.cli.command.KeysCommand;
import dev.ionosphere.cli.command.LifecycleCommand;
import dev.ionosphere.cli.command.LoginCommand;
import dev.ionosphere.cli.command.LogsCommand;
import dev.ionosphere.cli.command.ModelsCommand;
import dev.ionosphere.cli.command.NoticesCommand;
import dev.ionosphere.cli.command.PeopleCommand;
import dev.ionosphere.cli.command.PlanCommand;
import dev.ionosphere.cli.command.RejectCommand;
import dev.ionosphere.cli.command.RolloutsCommand;
import dev.ionosphere.cli.command.RunCommand;
import dev.ionosphere.cli.command.RunsCommand;
import dev.ionosphere.cli.command.Session;
import dev.ionosphere.cli.command.SetModelCommand;
import dev.ionosphere.cli.command.TimelineCommand;
import dev.ionosphere.cli.command.UpCommand;
import dev.ionosphere.cli.command.ValidateCommand;
import dev.ionosphere.cli.command.WatchCommand;
import dev.ionosphere.cli.component.ComponentCommand;
import dev.ionosphere.cli.data.DataCommand;
import dev.ionosphere.cli.demo.DemoCommand;
import dev.ionosphere.cli.doctor.DoctorCommand;
import dev.ionosphere.cli.terminal.Style;
import java.util.ArrayList;
import java.util.List;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;

/** {@code ion}. */
@Command(
    name = "ion",
    synopsisSubcommandLabel = "COMMAND",
    description = {
      "Machine learning from cloud to edge.",
      "An ION is one document: where models are trained, who approves them, which devices run"
          + " them. The hub runs it as a durable workflow."
    },
    footerHeading = "%nFirst steps:%n",
    footer = {
      "  ion demo                  a complete example on this machine",
      "  ion up                    start a hub here",
      "  ion validate ion.yaml     check a document",
      "  ion apply ion.yaml        give it to the hub; then: ion launch NAME",
      "  ion COMMAND --help        every option of a command"
    },
    versionProvider = ProgramVersion.class)
public final class IonCommand {
  private IonCommand() {}

  public static void main(String[] arguments) {
    System.exit(commandLine(Session.current()).execute(arguments));
  }

  static CommandLine commandLine(Session session) {
    CommandLine ion = new CommandLine(new IonCommand());
    List.of(
            new DemoCommand(session),
            new UpCommand(session),
            new DownCommand(session),
            new DoctorCommand(session),
            new LoginCommand(session),
            new ValidateCommand(session),
            new PlanCommand(session),
            new ApplyCommand(session),
            new GetCommand(session),
            new DescribeCommand(session),
            new RunCommand(session),
            new RunsCommand(session),
            new SetModelCommand(session),
            new ApprovalsCommand(session),
            new ApproveCommand(session),
            new RejectCommand(session),
            new RolloutsCommand(session),
            new TimelineCommand(session),
            new HealthCommand(session),
            new LogsCommand(session),
            new WatchCommand(session),
            new DeleteCommand(session))
        .forEach(ion::addSubcommand);
    LifecycleCommand.all(session).forEach(ion::addSubcommand);
    ion.addSubcommand("alerts", AlertsCommand.commandLine(session));
    ion.addSubcommand("break-glass", BreakGlassCommand.commandLine(session));
    ion.addSubcommand("component", ComponentCommand.commandLine(session));
    ion.addSubcommand("data", DataCommand.commandLine(session));
    ion.addSubcommand("delegations", DelegationsCommand.commandLine(session));
    ion.addSubcommand("devices", DevicesCommand.commandLine(session));
    ion.addSubcommand("edge", EdgeCommand.commandLine(session));
    ion.addSubcommand("keys", KeysCommand.commandLine(session));
    ion.addSubcommand("models", ModelsCommand.commandLine(session));
    ion.addSubcommand("notices", NoticesCommand.commandLine(session));
    ion.addSubcommand("people", PeopleCommand.commandLine(session));
    CommandLine completion = new CommandLine(new GenerateCompletion());
    completion.getCommandSpec().name("completion");
    completion
        .getCommandSpec()
        .usageMessage()
        .description(
            "Prints a script that completes commands in bash and zsh.",
            "`source <(ion completion)` activates it for this shell.");
    ion.addSubcommand("completion", completion);
    boolean debug = !session.environment().getOrDefault("ION_DEBUG", "").isEmpty();
    ion.setExecutionExceptionHandler(new ExceptionHandler(session.terminal(), debug));
    ion.setCaseInsensitiveEnumValuesAllowed(true);
    ion.setColorScheme(
        CommandLine.Help.defaultColorScheme(
            session.terminal().styled(Style.BOLD, "").isEmpty() ? Ansi.OFF : Ansi.ON));
    ion.setParameterExceptionHandler(WrongLine::answer);
    everywhere(ion);
    ion.getCommandSpec().usageMessage().exitCodeListHeading("%nExit codes:%n");
    ion.getCommandSpec().usageMessage().exitCodeList(ExitCode.meanings());
    ion.getSubcommands().values().forEach(IonCommand::pointToExitCodes);
    ion.setExecutionStrategy(IonCommand::execute);
    return ion;
  }

  /** Commands return an {@link ExitCode}; picocli understands numbers only. */
  private static int execute(CommandLine.ParseResult parsed) {
    int code = new CommandLine.RunLast().execute(parsed);
    CommandLine last = parsed.asCommandLineList().getLast();
    return last.getExecutionResult() instanceof ExitCode exit ? exit.code() : code;
  }

  /** Every command ends with the same codes; one page that lists them is enough. */
  private static void pointToExitCodes(CommandLine command) {
    CommandLine.Model.UsageMessageSpec usage = command.getCommandSpec().usageMessage();
    List<String> footer = new ArrayList<>(List.of(usage.footer()));
    footer.addAll(List.of("", "Exit codes: see `ion --help`."));
    usage.footer(footer.toArray(String[]::new));
    command.getSubcommands().values().forEach(IonCommand::pointToExitCodes);
  }

  /** Every command has help. */
  private static void everywhere(CommandLine command) {
    command.getCommandSpec().mixinStandardHelpOptions(true);
    command.getSubcommands().values().forEach(IonCommand::everywhere);
  }
}
