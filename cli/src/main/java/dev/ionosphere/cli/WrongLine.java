package dev.ionosphere.cli;

import dev.ionosphere.cli.command.ExitCode;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Answers a wrong command line: what is wrong, how the command is written, where more is. A whole
 * page of help would push what is wrong off the screen.
 */
final class WrongLine {
  private WrongLine() {}

  static int answer(ParameterException wrong, String[] arguments) {
    CommandLine command = wrong.getCommandLine();
    PrintWriter err = command.getErr();
    if (arguments.length == 0) {
      err.println(wrong.getMessage());
      command.usage(err, command.getColorScheme());
      return ExitCode.USAGE.code();
    }
    err.println("ion: " + wrong.getMessage());
    if (!UnmatchedArgumentException.printSuggestions(wrong, err)) {
      err.print("Usage: " + command.getHelp().synopsis("Usage: ".length()));
    }
    err.println("See `%s --help`.".formatted(command.getCommandSpec().qualifiedName()));
    return ExitCode.USAGE.code();
  }
}
