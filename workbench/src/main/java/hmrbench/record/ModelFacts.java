package hmrbench.record;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What pages need to know of a model.
 *
 * @param name as it stands in every record
 * @param kind where its answers come from
 * @param architecture as the config writes it; absent for what is no network of ours
 * @param family which look it has in charts and tables, where the literature knows it
 * @param perFrame whether it sees each frame alone
 * @param windowFrames frames per window where the config says so
 * @param attention whether it weighs past, current and future
 * @param residual whether the static feature of the current frame is added to the temporal one;
 *     absent where the question makes no sense
 * @param seesCurrent whether the branches over past and future see the current frame
 * @param allBranch whether there is a branch over all frames
 * @param ablation whether only a paper's ablations have it
 * @param grid its place in Table 1 of the TCMR paper, where it has one
 * @param checkpoints names of its files, without their folders
 */
public record ModelFacts(
    String name,
    Kind kind,
    @Nullable String architecture,
    @Nullable String family,
    boolean perFrame,
    @Nullable Integer windowFrames,
    boolean attention,
    @Nullable Boolean residual,
    boolean seesCurrent,
    boolean allBranch,
    boolean ablation,
    @Nullable GridPlace grid,
    List<String> checkpoints) {

  /** Where answers come from. */
  public enum Kind {
    NETWORK,
    /** A frozen pose, the truth in half precision: no competitor in any table. */
    REFERENCE,
    OTHER
  }

  /**
   * A cell of Table 1, whose four networks answer for the middle frame only. TCMR as published is
   * the network without residual and with PoseForecast.
   */
  public record GridPlace(boolean residual, boolean poseForecast) {

    /**
     * The four places: residual kept without and with PoseForecast, removed without and with it.
     */
    public static List<GridPlace> all() {
      return List.of(
          new GridPlace(true, false),
          new GridPlace(true, true),
          new GridPlace(false, false),
          new GridPlace(false, true));
    }

    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "residual %s, %s PoseForecast",
          residual ? "kept" : "removed",
          poseForecast ? "with" : "no");
    }
  }

  public ModelFacts {
    checkpoints = List.copyOf(checkpoints);
  }

  /** A model of which nothing is known but where its answers come from. */
  public static ModelFacts of(String name, Kind kind, List<String> checkpoints) {
    return new ModelFacts(
        name, kind, null, null, false, null, false, null, false, true, false, null, checkpoints);
  }

  /** A model of which nothing is known. */
  public static ModelFacts unknown(String name) {
    return of(name, Kind.OTHER, List.of());
  }

  /** Its place in Table 1 of the TCMR paper, where it has one. */
  public Optional<GridPlace> gridPlace() {
    return Optional.ofNullable(grid);
  }

  /** Whether it competes in tables. */
  public boolean competes() {
    return kind != Kind.REFERENCE;
  }
}
