package dev.ionosphere.cli.command;

import dev.ionosphere.cli.process.StartFailedException;
import dev.ionosphere.cli.rest.HubException;
import dev.ionosphere.cli.rest.Problem;
import dev.ionosphere.cli.terminal.Terminal;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Turns what went wrong into words and an exit code; a stack trace only for our own bugs. */
public final class ExceptionHandler implements IExecutionExceptionHandler {
  private final Terminal terminal;
  private final boolean debug;

  public ExceptionHandler(Terminal terminal, boolean debug) {
    this.terminal = terminal;
    this.debug = debug;
  }

  @Override
  public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
    if (debug) {
      failure.printStackTrace();
    }
    return exitCode(failure, command).code();
  }

  private ExitCode exitCode(Exception failure, CommandLine command) {
    return switch (failure) {
      case HubException.RefusedException refused ->
          refused(refused.problem(), sentDocument(command));
      case HubException.UnauthenticatedException notKnown -> {
        say(notKnown.getMessage());
        terminal.error("`ion login URL` remembers a valid one; ION_TOKEN, if set, goes before it.");
        yield ExitCode.NOT_ALLOWED;
      }
      case HubException.UntrustedException untrusted -> {
        say(untrusted.getMessage());
        yield ExitCode.UNREACHABLE;
      }
      case HubException.UnreachableException unreachable -> {
        say(unreachable.getMessage());
        terminal.error("Start a local one with `ion up`, or look with `ion doctor`.");
        yield ExitCode.UNREACHABLE;
      }
      case CommandFailedException failed -> {
        say(failed.getMessage());
        yield failed.code();
      }
      case StartFailedException failed -> {
        say(failed.getMessage());
        yield ExitCode.FAILED;
      }
      default -> {
        say(failure.getClass().getSimpleName() + ": " + failure.getMessage());
        terminal.error("ION_DEBUG=1 shows where.");
        yield ExitCode.FAILED;
      }
    };
  }

  private ExitCode refused(Problem problem, Optional<DocumentOptions> documents) {
    boolean document = documents.isPresent();
    if (document
        && problem.findings().size() == problem.errors().size()
        && !problem.errors().isEmpty()) {
      // They are about the person's own files.
      problem.findings().forEach(finding -> documents.get().print(terminal, finding));
      int count = problem.findings().size();
      say(count == 1 ? "1 finding" : count + " findings");
    } else {
      say(problem.detail().isEmpty() ? problem.title() : problem.detail());
      problem.errors().forEach(error -> terminal.error("  " + error));
    }
    return switch (problem.status()) {
      case 403 -> ExitCode.NOT_ALLOWED;
      case 404 -> ExitCode.NOT_FOUND;
      case 422 -> document ? ExitCode.INVALID_DOCUMENT : ExitCode.USAGE;
      case 400 ->
          document && !problem.errors().isEmpty() ? ExitCode.INVALID_DOCUMENT : ExitCode.USAGE;
      default -> ExitCode.FAILED;
    };
  }

  /** What the hub does not take is the document's fault, or that of the words on the line. */
  private static Optional<DocumentOptions> sentDocument(CommandLine command) {
    return command.getCommandSpec().mixins().values().stream()
        .map(mixin -> mixin.userObject())
        .filter(DocumentOptions.class::isInstance)
        .map(DocumentOptions.class::cast)
        .findFirst();
  }

  private void say(@org.jspecify.annotations.Nullable String text) {
    terminal.error(terminal.bad("ion: ") + text);
  }
}
