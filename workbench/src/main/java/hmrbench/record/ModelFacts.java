package hmrbench.record;

import hmrbench.core.NetworkFacts;
import hmrbench.core.NetworkFacts.GridPlace;
import hmrbench.core.OutputKind;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What pages need to know of a model.
 *
 * @param name as it stands in every record
 * @param kind where its answers come from
 * @param architecture as the config writes it; absent for what is no network of ours
 * @param network what its architecture says of it; absent for what is no network of ours
 * @param checkpoints names of its files, without their folders
 */
public record ModelFacts(
    String name,
    Kind kind,
    @Nullable String architecture,
    @Nullable NetworkFacts network,
    List<String> checkpoints) {

  /** Where answers come from. */
  public enum Kind {
    NETWORK,
    /** A frozen pose, the truth in half precision: no competitor in any table. */
    REFERENCE,
    OTHER
  }

  public ModelFacts {
    checkpoints = List.copyOf(checkpoints);
  }

  /** A model of which nothing is known but where its answers come from. */
  public static ModelFacts of(String name, Kind kind, List<String> checkpoints) {
    return new ModelFacts(name, kind, null, null, checkpoints);
  }

  /** A model of which nothing is known. */
  public static ModelFacts unknown(String name) {
    return of(name, Kind.OTHER, List.of());
  }

  /** What is known of the network, where it is one. */
  public Optional<NetworkFacts> facts() {
    return Optional.ofNullable(network);
  }

  /** Its place in Table 1 of the TCMR paper, where it has one. */
  public Optional<GridPlace> gridPlace() {
    return facts().flatMap(NetworkFacts::gridPlace);
  }

  /** Whether it sees each frame alone. */
  public boolean perFrame() {
    return facts().filter(it -> it.output() == OutputKind.PER_FRAME).isPresent();
  }

  /** Whether it competes in tables. */
  public boolean competes() {
    return kind != Kind.REFERENCE;
  }
}
