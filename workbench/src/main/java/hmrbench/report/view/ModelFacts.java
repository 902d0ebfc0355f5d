package hmrbench.report.view;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What the resolved config says of a model, as far as a report asks.
 *
 * @param name as it stands in every record
 * @param kind a network, a row to read tables against, or something made elsewhere
 * @param architecture as the config writes it, for example {@code middle}
 * @param residual whether the static feature of the current frame is added to the temporal one
 * @param poseForecast whether past and future branches predict the current frame too
 * @param seesCurrent whether these branches see the current frame
 * @param allBranch whether there is a branch over all frames
 */
public record ModelFacts(
    String name,
    Kind kind,
    Optional<String> architecture,
    Optional<Boolean> residual,
    Optional<Boolean> poseForecast,
    boolean seesCurrent,
    boolean allBranch) {

  /** Where its answers come from. */
  public enum Kind {
    NETWORK,
    /** A frozen pose, the truth in half precision: no competitor in any table. */
    REFERENCE,
    OTHER
  }

  /** A model of which the config says nothing. */
  public static ModelFacts unknown(String name) {
    return new ModelFacts(
        name, Kind.OTHER, Optional.empty(), Optional.empty(), Optional.empty(), false, true);
  }

  /** Whether it competes in tables. */
  public boolean competes() {
    return kind != Kind.REFERENCE;
  }

  /**
   * Its place in the TCMR paper's Table 1, whose four networks answer for the middle frame only.
   * TCMR as published is the network without residual and with PoseForecast.
   */
  public Optional<GridPlace> gridPlace() {
    boolean middle = architecture.equals(Optional.of("middle"));
    boolean tcmr = architecture.equals(Optional.of("tcmr"));
    if (!(middle || tcmr) || seesCurrent || !allBranch || residual.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(new GridPlace(residual.get(), tcmr || poseForecast.orElse(false)));
  }

  /** A cell of Table 1. */
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
}
