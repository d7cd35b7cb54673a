package dev.ionosphere.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ionosphere.cli.rest.HubClient;
import dev.ionosphere.cli.rest.HubException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/** Who decides in whose place. */
@Command(
    name = "delegations",
    description = "Lists who decides in whose place; lends a role or takes it back.")
public final class DelegationsCommand implements Callable<ExitCode> {
  private static final String DELEGATIONS = "/delegations";

  private final Session session;
  @Mixin private HubOptions hubOptions = new HubOptions();

  @Option(names = "--all", description = "Also those that have ended.")
  private boolean all;

  private DelegationsCommand(Session session) {
    this.session = session;
  }

  /** {@code ion delegations} with what it can do. */
  public static CommandLine commandLine(Session session) {
    return new CommandLine(new DelegationsCommand(session))
        .addSubcommand(new Add(session))
        .addSubcommand(new Revoke(session));
  }

  @Override
  public ExitCode call() {
    JsonNode answer =
        hubOptions
            .client(session, "viewer")
            .all(HubOptions.api(DELEGATIONS + (all ? "?all=true" : "")));
    if (!hubOptions.printed(session, answer)) {
      new AnswerTable()
          .field("DELEGATION", "id")
          .field("DEPUTY", "deputy")
          .field("FOR", "principal")
          .field("ROLE", "role")
          .add("UNTIL", lent -> AnswerTable.time(lent.path("until")))
          .add("STATE", this::state)
          .field("REASON", "reason")
          .print(session, answer);
    }
    return ExitCode.OK;
  }

  /** One that is not over may still allow nothing: people and their roles change. */
  private String state(JsonNode lent) {
    if (lent.path("counts").asBoolean()) {
      return "in force";
    }
    if (lent.hasNonNull("revokedAt")) {
      return "revoked";
    }
    String until = lent.path("until").asText();
    return !until.isEmpty() && !session.clock().instant().isBefore(Instant.parse(until))
        ? "ended"
        : "void, the lender has lost the role or one of both is gone";
  }

  @Command(name = "add", description = "Lets another user decide in the place of the one who asks.")
  private static final class Add implements Callable<ExitCode> {
    private final Session session;
    @Mixin private HubOptions hubOptions = new HubOptions();

    @Option(
        names = "--to",
        required = true,
        paramLabel = "USER",
        description = "Name of the deputy.")
    private String deputy = "";

    @Option(
        names = "--until",
        required = true,
        paramLabel = "TIME",
        converter = EndConverter.class,
        description = "End, such as 2026-12-24 (the end of that day here) or 2026-12-24T12:00:00Z.")
    private Instant until = Instant.MIN;

    @Option(names = "--role", paramLabel = "ROLE", description = "Role to lend. Default: approver.")
    private String role = "approver";

    @Option(names = "--reason", paramLabel = "TEXT", description = "Reason, kept with it.")
    private String reason = "";

    Add(Session session) {
      this.session = session;
    }

    @Override
    public ExitCode call() {
      ObjectNode request =
          JsonNodeFactory.instance
              .objectNode()
              .put("to", deputy)
              .put("role", role)
              .put("until", until.toString())
              .put("reason", reason);
      JsonNode lent;
      try {
        lent = hubOptions.client(session, "approver").post(HubOptions.api(DELEGATIONS), request);
      } catch (HubException.RefusedException refused) {
        throw hubOptions.advised(refused, List.of(role));
      }
      if (!hubOptions.printed(session, lent)) {
        session
            .terminal()
            .line(
                "%s: %s decides for %s until %s"
                    .formatted(
                        lent.path("id").asText(),
                        lent.path("deputy").asText(),
                        lent.path("principal").asText(),
                        AnswerTable.time(lent.path("until"))));
      }
      return ExitCode.OK;
    }
  }

  @Command(name = "revoke", description = "Ends a delegation before its time.")
  private static final class Revoke implements Callable<ExitCode> {
    private final Session session;
    @Mixin private HubOptions hubOptions = new HubOptions();

    @Parameters(paramLabel = "DELEGATION", description = "Its id, as `ion delegations` shows it.")
    private String id = "";

    Revoke(Session session) {
      this.session = session;
    }

    @Override
    public ExitCode call() {
      String path = HubOptions.api(DELEGATIONS + "/" + HubClient.encode(id) + "/revoke");
      JsonNode lent = hubOptions.client(session, "approver").post(path);
      if (!hubOptions.printed(session, lent)) {
        session.terminal().line(id + ": revoked");
      }
      return ExitCode.OK;
    }
  }

  /** A day ends with it, where the person is. */
  static final class EndConverter implements ITypeConverter<Instant> {
    @Override
    public Instant convert(String text) {
      try {
        return text.length() == 10
            ? LocalDate.parse(text).plusDays(1).atStartOfDay(ZoneId.systemDefault()).toInstant()
            : Instant.parse(text);
      } catch (DateTimeParseException e) {
        throw new TypeConversionException(
            "'" + text + "' is no time; allowed: 2026-12-24, 2026-12-24T12:00:00Z");
      }
    }
  }
}
