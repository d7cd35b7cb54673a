package dev.ionosphere.cli.demo;

import dev.ionosphere.cli.command.Session;
import dev.ionosphere.cli.local.LocalSystem;
import dev.ionosphere.cli.terminal.Terminal;

/** Every way a person can decide; all of them lead to the same one decision. */
record DecisionPrompt(DemoOutput story, Session session, LocalSystem local) {
  void show(String approval, String ion) {
    Terminal terminal = session.terminal();
    String address = local.temporal().address();
    terminal.line();
    story.plain(
        terminal.bold("     Your turn: may this model go to the engines?") + " Use any of these:");
    story.plain("     browser       " + terminal.accent(local.hub() + "/approvals/" + approval));
    story.plain(
        "     command line  "
            + terminal.accent("./ion approve " + approval + " --reason \"looks right\""));
    story.plain(
        "     Temporal CLI  "
            + terminal.accent("./ion approve " + approval + " --ticket")
            + "  prints a signed payload for");
    story.plain(
        "                   "
            + terminal.dim(
                "temporal workflow update execute --address %s --workflow-id ion:%s --name decide --input …"
                    .formatted(address, ion)));
    local
        .temporal()
        .workflows()
        .ifPresent(workflows ->
            story.plain(
                "     Temporal UI   "
                    + terminal.accent(workflows + "/ion:" + ion)
                    + terminal.dim("  (Send an Update: decide)")));
    terminal.line();
  }
}
