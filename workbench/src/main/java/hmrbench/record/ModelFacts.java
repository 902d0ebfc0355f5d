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
 * @param name as written in every record
 * @param kind where its answers come from
 * @param architecture as the config writes it; absent for what is no network of ours
 * @param network what its architecture says of it; absent for what is no network of ours
 * @param checkpoints names of its files, without their folders
 * @param training how long they were trained; absent where no card says
 */
public record ModelFacts(
    String name,
    Kind kind,
    @Nullable String architecture,
    @Nullable NetworkFacts network,
    List<String> checkpoints,
    @Nullable Training training) {

  /** Where answers come from. */
  public enum Kind {
    NETWORK,
    /** A frozen pose, the truth in half precision: no competitor in any table. */
    REFERENCE,
    OTHER
  }

  /**
   * How long checkpoints were trained.
   *
   * @param steps of each checkpoint
   * @param fixed whether their number was fixed beforehand; else a rule ended each training
   */
  public record Training(List<Integer> steps, boolean fixed) {
    public Training {
      steps = List.copyOf(steps);
    }

    /** The number that was fixed beforehand; nothing where a rule ended the training. */
    public Optional<Integer> length() {
      return fixed ? Optional.of(steps.get(0)) : Optional.empty();
    }
  }

  public ModelFacts {
    checkpoints = List.copyOf(checkpoints);
  }

  /** A model of which nothing is known but where its answers come from. */
  public static ModelFacts of(String name, Kind kind, List<String> checkpoints) {
    return new ModelFacts(name, kind, null, null, checkpoints, null);
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

  /** Whether another model was trained as long, by the same kind of end, as far as cards say. */
  public boolean trainedAsLongAs(ModelFacts other) {
    return lengthWords().equals(other.lengthWords());
  }

  private String lengthWords() {
    return training == null
        ? "no one knows"
        : training.length().map(String::valueOf).orElse("until a rule ended it");
  }

  /** Whether it competes in tables. */
  public boolean competes() {
    return kind != Kind.REFERENCE;
  }
}
