package hmrbench.model;

import hmrbench.core.OutputKind;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What pages must know of a network to show it rightly.
 *
 * @param output for which frames of a window it answers
 * @param windowFrames frames per window, T, where the config or the architecture says
 * @param branches what is integrated by attention whose weights are recorded, in their order; empty
 *     where there is no such attention
 * @param residual whether the static feature of the current frame is added to the temporal one
 * @param style under which it is drawn alike on every page; empty where it takes what is left
 * @param grid its place in the TCMR paper's Table 1, where it is one of the four networks there
 * @param seesCurrent whether its branches over past and future see the current frame
 * @param ablation whether only a paper's ablations have it
 * @param system the published system whose results may stand beside its own, where it is one
 */
public record NetworkFacts(
    OutputKind output,
    OptionalInt windowFrames,
    List<Branch> branches,
    boolean residual,
    Optional<String> style,
    Optional<GridPlace> grid,
    boolean seesCurrent,
    boolean ablation,
    Optional<String> system) {

  /** Where a branch looks. */
  public enum Branch {
    PAST,
    CURRENT,
    FUTURE
  }

  /** A cell of Table 1. */
  public record GridPlace(boolean residual, boolean poseForecast) {}

  public NetworkFacts {
    branches = List.copyOf(branches);
  }

  /**
   * Facts of a network that has no attention over branches, no residual and no style of its own.
   */
  public static NetworkFacts of(OutputKind output, OptionalInt windowFrames) {
    return new NetworkFacts(
        output,
        windowFrames,
        List.of(),
        false,
        Optional.empty(),
        Optional.empty(),
        false,
        false,
        Optional.empty());
  }

  /** The same, drawn in a style of its own. */
  public NetworkFacts styled(String name) {
    return new NetworkFacts(
        output,
        windowFrames,
        branches,
        residual,
        Optional.of(name),
        grid,
        seesCurrent,
        ablation,
        system);
  }

  /** The same, as a published system. */
  public NetworkFacts published(String name) {
    return new NetworkFacts(
        output,
        windowFrames,
        branches,
        residual,
        style,
        grid,
        seesCurrent,
        ablation,
        Optional.of(name));
  }

  /** The same with branches under an attention whose weights are recorded. */
  public NetworkFacts integrating(List<Branch> integrated) {
    return new NetworkFacts(
        output, windowFrames, integrated, residual, style, grid, seesCurrent, ablation, system);
  }

  /** The same, with or without the residual connection. */
  public NetworkFacts residual(boolean added) {
    return new NetworkFacts(
        output, windowFrames, branches, added, style, grid, seesCurrent, ablation, system);
  }

  /** The same at a place of Table 1. */
  public NetworkFacts at(GridPlace place) {
    return new NetworkFacts(
        output,
        windowFrames,
        branches,
        residual,
        style,
        Optional.of(place),
        seesCurrent,
        ablation,
        system);
  }

  /** The same, as a variant that a paper's ablation asks for. */
  public NetworkFacts variant(boolean branchesSeeCurrent, boolean onlyInAblations) {
    return new NetworkFacts(
        output,
        windowFrames,
        branches,
        residual,
        style,
        grid,
        branchesSeeCurrent,
        onlyInAblations,
        system);
  }

  /** Whether its records have weights of an attention. */
  public boolean hasAttention() {
    return !branches.isEmpty();
  }

  /** How many future frames an answer waits for, where the window is known. */
  public OptionalInt lookaheadFrames() {
    if (output == OutputKind.PER_FRAME) {
      return OptionalInt.of(0);
    }
    if (windowFrames.isEmpty()) {
      return OptionalInt.empty();
    }
    int frames = windowFrames.getAsInt();
    return OptionalInt.of(output == OutputKind.MIDDLE_FRAME ? frames - 1 - frames / 2 : frames - 1);
  }
}
