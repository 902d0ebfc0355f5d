package hmrbench.core;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Facts that the report needs about a network.
 *
 * @param output for which frames of a window it answers
 * @param windowFrames frames per window, T, where the config or the architecture says
 * @param lookaheadFrames how many future frames an answer waits for, where the window is known
 * @param residual whether the static feature of the current frame is added to the temporal one
 * @param branches the branches that a recorded attention integrates, in order; empty where there is
 *     no such attention
 * @param seesCurrent whether its branches over past and future see the current frame
 * @param print where the literature describes it
 * @param look its fixed colour and mark on every page; absent where it takes the next free one
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

  /** Which frames a branch encodes. */
  public enum Branch {
    PAST,
    CURRENT,
    FUTURE
  }

  /**
   * Where the literature describes a network.
   *
   * @param system the published system that its results may be compared with, if any
   * @param grid its cell in the TCMR paper's Table 1, if it is one of the four networks there
   * @param ablation whether it exists only in a paper's ablations
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

  /** Facts of a network without attention over branches, residual or fixed look. */
  public static NetworkFacts of(OutputKind output, OptionalInt windowFrames) {
    Integer frames = windowFrames.isPresent() ? windowFrames.getAsInt() : null;
    Integer ahead = frames == null ? null : output.lookahead(frames);
    return new NetworkFacts(output, frames, ahead, false, List.of(), false, Print.NONE, null);
  }

  /** The same, with a fixed look. */
  public NetworkFacts drawn(Look own) {
    return with(residual, branches, seesCurrent, print, own);
  }

  /** The same, as a published system. */
  public NetworkFacts published(String system) {
    return with(new Print(system, print.grid(), print.ablation()));
  }

  /** The same with branches under a recorded attention. */
  public NetworkFacts integrating(List<Branch> integrated) {
    return with(residual, integrated, seesCurrent, print, look);
  }

  /** The same, with or without the residual connection. */
  public NetworkFacts residual(boolean added) {
    return with(added, branches, seesCurrent, print, look);
  }

  /** The same, as a cell of Table 1. */
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

  /** Whether its records hold attention weights. */
  public boolean hasAttention() {
    return !branches.isEmpty();
  }

  /** Whether a branch looks at all frames of a window, or the network has no branches at all. */
  public boolean seesWholeWindow() {
    return branches.isEmpty() || branches.contains(Branch.CURRENT);
  }

  /** The published system that its results may be compared with, if any. */
  public Optional<String> system() {
    return Optional.ofNullable(print.system());
  }

  /** Its place in Table 1 of the TCMR paper, where it has one. */
  public Optional<GridPlace> gridPlace() {
    return Optional.ofNullable(print.grid());
  }
}
