package dev.ionosphere.api.orderkey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ionosphere.models.order.OrderRole;
import dev.ionosphere.models.order.Root;
import dev.ionosphere.models.order.Root.RoleKeys;
import dev.ionosphere.models.signature.Ed25519Signer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ModelKeyLifeTest {

  private static final Instant UNTIL = Instant.parse("2027-01-01T00:00:00Z");

  @Test
  void theNewestThatIsBelievedSigns() {
    Ed25519Signer a = Ed25519Signer.create();
    Ed25519Signer b = Ed25519Signer.create();
    Root first = first(a);
    Root second = first.with(OrderRole.MODEL, b.publicKey(), UNTIL);
    Root third = second.without(OrderRole.MODEL, a.keyId(), UNTIL);
    assertThat(ModelKeyLife.signing(List.of(first))).isEqualTo(a.keyId());
    assertThat(ModelKeyLife.signing(List.of(first, second))).isEqualTo(b.keyId());
    assertThat(ModelKeyLife.of(List.of(first, second, third.renewed(UNTIL))))
        .containsExactly(
            new ModelKeyLife(a.keyId(), 1, Optional.of(4L)),
            new ModelKeyLife(b.keyId(), 2, Optional.empty()));
  }

  /** Whatever the commands do, one key signs and it is the one that was made last. */
  @ParameterizedTest
  @MethodSource("seeds")
  void oneKeySigns(long seed) {
    Random random = new Random(seed);
    List<Ed25519Signer> made = new ArrayList<>(List.of(Ed25519Signer.create()));
    List<Root> roots = new ArrayList<>(List.of(first(made.getFirst())));
    for (int i = 0; i < 12; i++) {
      Root newest = roots.getLast();
      List<String> believed = List.copyOf(newest.role(OrderRole.MODEL).keyIds());
      String signing = ModelKeyLife.signing(roots);
      String other = believed.get(random.nextInt(believed.size()));
      switch (random.nextInt(4)) {
        case 0 -> {
          made.add(Ed25519Signer.create());
          roots.add(newest.with(OrderRole.MODEL, made.getLast().publicKey(), UNTIL));
        }
        case 1 -> {
          made.add(Ed25519Signer.create());
          roots.add(newest.replaced(OrderRole.MODEL, made.getLast().publicKey(), UNTIL));
        }
        case 2 -> roots.add(newest.renewed(UNTIL));
        default -> {
          if (!other.equals(signing)) {
            roots.add(newest.without(OrderRole.MODEL, other, UNTIL));
          }
        }
      }
      assertThat(ModelKeyLife.signing(roots)).isEqualTo(made.getLast().keyId());
      assertThat(ModelKeyLife.of(roots).stream().filter(life -> life.until().isEmpty()))
          .extracting(ModelKeyLife::id)
          .containsExactlyInAnyOrderElementsOf(roots.getLast().role(OrderRole.MODEL).keyIds());
    }
    assertThat(ModelKeyLife.of(roots))
        .extracting(ModelKeyLife::id)
        .containsExactlyElementsOf(made.stream().map(Ed25519Signer::keyId).toList());
  }

  private static LongStream seeds() {
    return LongStream.range(0, 50);
  }

  private static Root first(Ed25519Signer key) {
    Map<OrderRole, RoleKeys> roles = new EnumMap<>(OrderRole.class);
    for (OrderRole role : OrderRole.values()) {
      roles.put(role, RoleKeys.one(key.keyId()));
    }
    return new Root("hub", 1, 1, UNTIL, Map.of(key.keyId(), key.publicKey()), roles);
  }
}
