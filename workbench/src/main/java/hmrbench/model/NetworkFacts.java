package hmrbench.model;

import hmrbench.core.OutputKind;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Facts that the report needs about a network.
 *
 * @param output for which frames of a window it answers
 * @param windowFrames frames per window, T, where the config or the architecture says
 * @param branches the branches that a recorded attention integrates, in order; empty where there is
 *     no such attention
 * @param residual whether the static feature of the current frame is added to the temporal one
 * @param style name of its fixed colour and line on every page; empty where it takes the next free
 *     one
 * @param grid its cell in the TCMR paper's Table 1, if it is one of the four networks there
 * @param seesCurrent whether its branches over past and future see the current frame
 * @param ablation whether it exists only in a paper's ablations
 * @param system the published system that its results may be compared with, if any
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

  /** Which frames a branch encodes. */
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

  /** Facts of a network without attention over branches, residual or fixed style. */
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

  /** The same, with a fixed style. */
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

  /** The same with branches under a recorded attention. */
  public NetworkFacts integrating(List<Branch> integrated) {
    return new NetworkFacts(
        output, windowFrames, integrated, residual, style, grid, seesCurrent, ablation, system);
  }

  /** The same, with or without the residual connection. */
  public NetworkFacts residual(boolean added) {
    return new NetworkFacts(
        output, windowFrames, branches, added, style, grid, seesCurrent, ablation, system);
  }

  /** The same, as a cell of Table 1. */
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

  /** Whether its records hold attention weights. */
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
