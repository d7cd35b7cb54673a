package dev.ionosphere.api.release;

import dev.ionosphere.api.approval.Approval;
import dev.ionosphere.api.approval.Approvals;
import dev.ionosphere.api.model.ModelRelease;
import dev.ionosphere.api.model.ModelReleases;
import dev.ionosphere.api.model.RegisteredModel;
import dev.ionosphere.api.model.RegisteredModels;
import dev.ionosphere.api.node.view.NodeViews;
import dev.ionosphere.api.orderkey.OrderKeys;
import dev.ionosphere.api.problem.ErrorCode;
import dev.ionosphere.api.problem.HubException;
import dev.ionosphere.models.order.Envelope;
import dev.ionosphere.models.order.ReleaseStatement;
import dev.ionosphere.models.order.ReleaseStatement.Basis;
import dev.ionosphere.models.pack.Digest;
import dev.ionosphere.workflows.machine.engine.ReleaseClaim;
import dev.ionosphere.workflows.machine.engine.ReleaseClaim.Cast;
import dev.ionosphere.workflows.machine.engine.ReleaseClaim.Votes;
import dev.ionosphere.workflows.machine.engine.ReleasePolicy;
import dev.ionosphere.workflows.machine.engine.ReleasePolicy.Ground;
import dev.ionosphere.workflows.timeline.Storable;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Signs that a model may run at a node, on grounds that the hub has verified by itself: approvals
 * by tickets that it signed, or a document that asks nobody on the way there. What a workflow tells
 * says only where to look.
 */
@Singleton
public class ReleaseAuthority {

  /** As long as a line of a statement may be. */
  private static final int LINE = 1_024;

  private final SignedReleases signed;
  private final ModelReleases releases;
  private final RegisteredModels models;
  private final Approvals approvals;
  private final CountedTickets tickets;
  private final DocumentAuthority documents;
  private final OrderKeys keys;
  private final Clock clock;

  ReleaseAuthority(
      SignedReleases signed,
      ModelReleases releases,
      RegisteredModels models,
      Approvals approvals,
      CountedTickets tickets,
      DocumentAuthority documents,
      OrderKeys keys,
      Clock clock) {
    this.signed = signed;
    this.releases = releases;
    this.models = models;
    this.approvals = approvals;
    this.tickets = tickets;
    this.documents = documents;
    this.keys = keys;
    this.clock = clock;
  }

  /**
   * The node as a released model runs there; signs that it is released, if that is not signed yet.
   * The timeline has told of this generation, and so of the document that it was released under.
   *
   * @throws HubException as {@link #release}
   */
  public ReleasedNode released(String ion, String node, long generation, String model) {
    if (!releases.existsById(ion + "." + node + "." + generation)) {
      throw untold(ion, node, generation);
    }
    Envelope unused = release(ion, node, generation, model);
    return placed(ion, node)
        .orElseThrow(() -> refused("%s.%s works on no devices".formatted(ion, node)));
  }

  /** The node by the document that is followed; empty if that has no such node on devices. */
  public Optional<ReleasedNode> placed(String ion, String node) {
    return documents
        .inForce(ion)
        .flatMap(inForce -> Optional.ofNullable(inForce.ion().nodes().get(node)))
        .map(NodeViews::of)
        .flatMap(view ->
            view.devices()
                .flatMap(devices ->
                    view.settings().map(settings -> new ReleasedNode(devices, settings))));
  }

  /** The statement, if it was signed before. */
  public Optional<Envelope> statement(String ion, String node, String model) {
    return signed
        .findById(SignedRelease.id(ion, node, model))
        .map(SignedRelease::envelope)
        .map(keys::releasedByCurrentKeys);
  }

  /**
   * The statement that the model may run at the node.
   *
   * @throws HubException {@code UNAVAILABLE} if the timeline has not told of the release yet;
   *     {@code NOT_RELEASED} if nothing that the hub knows lets it through
   */
  public Envelope release(String ion, String node, long generation, String model) {
    return statement(ion, node, model).orElseGet(() -> sign(ion, node, generation, model));
  }

  private Envelope sign(String ion, String node, long generation, String model) {
    ModelRelease told =
        releases
            .findById(ion + "." + node + "." + generation)
            .orElseThrow(() -> untold(ion, node, generation));
    if (!told.digest().equals(model)) {
      throw refused(
          "generation %d of %s.%s is %s, not %s"
              .formatted(generation, ion, node, told.digest(), model));
    }
    ReleaseStatement statement =
        releases.isEarlier(ion, node, model)
            ? statement(ion, node, model, Basis.EARLIER, List.of("released before 0.3.0"))
            : proven(told);
    Envelope envelope = keys.released(statement);
    SignedRelease unused =
        signed.save(
            new SignedRelease(
                SignedRelease.id(ion, node, model),
                ion,
                node,
                model,
                statement.basis().name().toLowerCase(java.util.Locale.ROOT),
                new String(envelope.json(), StandardCharsets.UTF_8),
                clock.instant()));
    return envelope;
  }

  private ReleaseStatement proven(ModelRelease told) {
    String name = told.ion() + "." + told.node();
    RegisteredModel model =
        models
            .findById(told.digest())
            .filter(known -> known.ion().equals(told.ion()))
            .orElseThrow(
                () -> refused("%s: %s is no model of this ION".formatted(name, told.digest())));
    DocumentAuthority.InForce inForce =
        documents
            .inForce(told.ion())
            .orElseThrow(
                () -> refused("%s: no document is known that the ION follows".formatted(name)));
    Map<String, Votes> votes = votes(told);
    Ground ground =
        ReleasePolicy.of(inForce.ion())
            .ground(
                new ReleaseClaim(
                    told.node(), told.digest(), model.node(), told.allowedBy(), votes));
    return switch (ground) {
      case Ground.Approved(List<String> by) ->
          statement(
              told.ion(),
              told.node(),
              told.digest(),
              Basis.APPROVALS,
              by.stream().map(id -> line(id, Objects.requireNonNull(votes.get(id)))).toList());
      case Ground.Unasked unasked ->
          statement(
              told.ion(),
              told.node(),
              told.digest(),
              Basis.DOCUMENT,
              List.of(
                  "document generation %d, %s: %s"
                      .formatted(
                          inForce.document().generation(),
                          inForce.document().digest(),
                          inForce.basis())));
      case Ground.Missing(String reason) ->
          throw refused("%s: nothing lets %s through: %s".formatted(name, told.digest(), reason));
    };
  }

  /** On approvals that showed people this very model, whatever their subject says. */
  private Map<String, Votes> votes(ModelRelease told) {
    Map<String, Votes> votes = new HashMap<>();
    for (String id : told.allowedBy()) {
      approvals
          .findById(id)
          .filter(approval -> approval.candidate().equals(told.digest()))
          .ifPresent(approval -> {
            String evidence = approval.evidence();
            votes.put(
                id,
                new Votes(
                    approval.subject(),
                    evidence == null ? "" : evidence,
                    approval.openedAt(),
                    requesters(approval),
                    tickets.of(approval)));
          });
    }
    return votes;
  }

  private static Set<String> requesters(Approval approval) {
    return Set.of(approval.requester().split(", "));
  }

  /** Such as {@code turbofan.review.1, sha256:…: ann, bob}. */
  private static String line(String approval, Votes votes) {
    List<String> people = new ArrayList<>();
    for (Cast cast : votes.cast()) {
      people.add(
          cast.ticket().onBehalfOf() == null
              ? cast.ticket().person()
              : cast.ticket().person() + " for " + cast.ticket().onBehalfOf());
    }
    String line =
        people.stream()
            .distinct()
            .collect(Collectors.joining(", ", approval + ", " + votes.subject() + ": ", ""));
    return Storable.text(line, LINE);
  }

  private ReleaseStatement statement(
      String ion, String node, String model, Basis basis, List<String> evidence) {
    return new ReleaseStatement(
        keys.hub(), ion, node, new Digest(model), basis, evidence, clock.instant());
  }

  private static HubException untold(String ion, String node, long generation) {
    return new HubException(
        ErrorCode.UNAVAILABLE,
        "generation %d of %s.%s is not on the timeline yet".formatted(generation, ion, node));
  }

  private static HubException refused(String message) {
    return new HubException(ErrorCode.NOT_RELEASED, message);
  }
}
