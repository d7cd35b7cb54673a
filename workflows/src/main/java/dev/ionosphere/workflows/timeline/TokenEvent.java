package dev.ionosphere.workflows.timeline;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeName;
import java.util.List;

/** What becomes of candidates on their way along model edges. */
@JsonSubTypes({
  @JsonSubTypes.Type(TokenEvent.TokenSuperseded.class),
  @JsonSubTypes.Type(TokenEvent.TokenWithdrawn.class),
  @JsonSubTypes.Type(TokenEvent.JoinFired.class),
  @JsonSubTypes.Type(TokenEvent.JoinFailed.class),
  @JsonSubTypes.Type(TokenEvent.ArrivalLate.class)
})
public sealed interface TokenEvent extends TimelineEvent {

  /** A newer one of the same origin took its place before it went on. */
  @JsonTypeName("token.superseded")
  record TokenSuperseded(String token, String edge, String by) implements TokenEvent {
    @Override
    public String subject() {
      return token;
    }
  }

  /** It will not go on. */
  @JsonTypeName("token.withdrawn")
  record TokenWithdrawn(String token, String edge, String reason) implements TokenEvent {
    @Override
    public String subject() {
      return token;
    }
  }

  /**
   * @param tokens taken, in the order of their edges
   * @param missing edges that the join did not need
   */
  @JsonTypeName("join.fired")
  record JoinFired(String join, List<String> tokens, List<String> missing) implements TokenEvent {
    public JoinFired {
      tokens = List.copyOf(tokens);
      missing = List.copyOf(missing);
    }

    @Override
    public String subject() {
      return join;
    }
  }

  /**
   * So many branches refused that the join can no longer fire.
   *
   * @param had branches that could still come or have come
   * @param need branches it takes
   */
  @JsonTypeName("join.failed")
  record JoinFailed(String join, int had, int need, String reason) implements TokenEvent {
    @Override
    public String subject() {
      return join;
    }
  }

  /** A branch came after its join had fired or failed. */
  @JsonTypeName("arrival.late")
  record ArrivalLate(String join, String token, String edge) implements TokenEvent {
    @Override
    public String subject() {
      return join;
    }
  }
}
