package hmrbench.core;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * What pages must know of a network to show it rightly.
 *
 * @param output for which frames of a window it answers
 * @param windowFrames frames per window, T, where the config or the architecture says
 * @param lookaheadFrames how many future frames an answer waits for, where the window is known
 * @param residual whether the static feature of the current frame is added to the temporal one
 * @param branches what is integrated by attention whose weights are recorded, in their order; empty
 *     where there is no such attention
 * @param seesCurrent whether its branches over past and future see the current frame
 * @param print where it stands in the literature
 * @param look how it is drawn on every page; absent where it takes what is left
 */
public record NetworkFacts(
    OutputKind output,
    @Nullable Integer windowFrames,
    @Nullable Integer lookaheadFrames,
    boolean residual,
    List<Branch> branches,
    boolean seesCurrent,
    Print print,
    @Nullable Look look) {

  /** Where a branch looks. */
  public enum Branch {
    PAST,
    CURRENT,
    FUTURE
  }

  /**
   * Where a network stands in the literature.
   *
   * @param system the published system whose results may stand beside its own, where it is one
   * @param grid its place in the TCMR paper's Table 1, where it is one of the four networks there
   * @param ablation whether only a paper's ablations have it
   */
  public record Print(@Nullable String system, @Nullable GridPlace grid, boolean ablation) {

    private static final Print NONE = new Print(null, null, false);
  }

  /**
   * A cell of Table 1, whose four networks answer for the middle frame only. TCMR as published is
   * the network without residual and with PoseForecast.
   */
  public record GridPlace(boolean residual, boolean poseForecast) {

    /** TCMR as published. */
    public static final GridPlace TCMR = new GridPlace(false, true);

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

  public NetworkFacts {
    branches = List.copyOf(branches);
  }

  /** Facts of a network that has no attention over branches, no residual and no look of its own. */
  public static NetworkFacts of(OutputKind output, OptionalInt windowFrames) {
    Integer frames = windowFrames.isPresent() ? windowFrames.getAsInt() : null;
    Integer ahead = frames == null ? null : output.lookahead(frames);
    return new NetworkFacts(output, frames, ahead, false, List.of(), false, Print.NONE, null);
  }

  /** The same, drawn in a look of its own. */
  public NetworkFacts drawn(Look own) {
    return with(residual, branches, seesCurrent, print, own);
  }

  /** The same, as a published system. */
  public NetworkFacts published(String system) {
    return with(new Print(system, print.grid(), print.ablation()));
  }

  /** The same with branches under an attention whose weights are recorded. */
  public NetworkFacts integrating(List<Branch> integrated) {
    return with(residual, integrated, seesCurrent, print, look);
  }

  /** The same, with or without the residual connection. */
  public NetworkFacts residual(boolean added) {
    return with(added, branches, seesCurrent, print, look);
  }

  /** The same at a place of Table 1. */
  public NetworkFacts at(GridPlace place) {
    return with(new Print(print.system(), place, print.ablation()));
  }

  /** The same, as a variant that a paper's ablation asks for. */
  public NetworkFacts variant(boolean branchesSeeCurrent, boolean onlyInAblations) {
    Print variant = new Print(print.system(), print.grid(), onlyInAblations);
    return with(residual, branches, branchesSeeCurrent, variant, look);
  }

  private NetworkFacts with(Print other) {
    return with(residual, branches, seesCurrent, other, look);
  }

  private NetworkFacts with(
      boolean added, List<Branch> integrated, boolean current, Print other, @Nullable Look own) {
    return new NetworkFacts(
        output, windowFrames, lookaheadFrames, added, integrated, current, other, own);
  }

  /** Whether its records have weights of an attention. */
  public boolean hasAttention() {
    return !branches.isEmpty();
  }

  /** Whether a branch looks at all frames of a window, or the network has no branches at all. */
  public boolean seesWholeWindow() {
    return branches.isEmpty() || branches.contains(Branch.CURRENT);
  }

  /** The published system whose results may stand beside its own, where it is one. */
  public Optional<String> system() {
    return Optional.ofNullable(print.system());
  }

  /** Its place in Table 1 of the TCMR paper, where it has one. */
  public Optional<GridPlace> gridPlace() {
    return Optional.ofNullable(print.grid());
  }
}
