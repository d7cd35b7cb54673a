package dev.ionosphere.edge.testing;

import dev.ionosphere.models.order.AssignedNode;
import dev.ionosphere.models.order.Assignment;
import dev.ionosphere.models.order.Envelope;
import dev.ionosphere.models.order.Order;
import dev.ionosphere.models.pack.Digest;
import dev.ionosphere.models.signature.Ed25519Signer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** An order before it is signed, in which anything can be changed. */
public final class TestingDraft {

  public String hub;
  public String device;
  public long incarnation = 1;
  public long epoch;
  public long number;
  public Instant issued;
  public Instant expires;
  public final List<Envelope> roots = new ArrayList<>();
  public final List<Envelope> releases = new ArrayList<>();
  public final List<AssignedNode> nodes = new ArrayList<>();
  public final List<Digest> revoked = new ArrayList<>();

  TestingDraft(String hub, String device, Assignment.Version version, Instant now, Instant until) {
    this.hub = hub;
    this.device = device;
    this.epoch = version.epoch();
    this.number = version.number();
    this.issued = now;
    this.expires = until;
  }

  /** What the director has to sign. */
  public Envelope assignment() {
    return new Assignment(
            hub,
            device,
            incarnation,
            new Assignment.Version(epoch, number),
            issued,
            expires,
            nodes,
            revoked)
        .envelope();
  }

  public byte[] signedBy(Ed25519Signer director) {
    return with(assignment().signedBy(director));
  }

  public byte[] with(Envelope assignment) {
    return new Order(roots, releases, assignment).json();
  }
}
