package hmrbench.run;

import hmrbench.record.Cell;
import hmrbench.record.Parts;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * What one program does of an experiment: all of it, some of its cells in a folder of its own, or
 * one run of what others computed.
 */
public final class Work {

  private enum Kind {
    ALL,
    PART,
    MERGE
  }

  private final Kind kind;
  private final Set<Cell> cells;
  private final Parts parts;
  private final BooleanSupplier stop;

  private Work(Kind kind, Set<Cell> cells, Parts parts, BooleanSupplier stop) {
    this.kind = kind;
    this.cells = Set.copyOf(cells);
    this.parts = parts;
    this.stop = stop;
  }

  /** Everything. */
  public static Work all() {
    return new Work(Kind.ALL, Set.of(), new Parts(List.of(), ""), () -> false);
  }

  /**
   * Some cells, in a folder that no other program writes to; what is made of all cells is left out.
   *
   * @param stop whether to end before the next sequence
   */
  public static Work part(Set<Cell> cells, BooleanSupplier stop) {
    return new Work(Kind.PART, cells, new Parts(List.of(), ""), stop);
  }

  /** Nothing is computed: what others computed is taken over and summed up. */
  public static Work merge(Parts parts) {
    return new Work(Kind.MERGE, Set.of(), parts, () -> false);
  }

  boolean isPart() {
    return kind == Kind.PART;
  }

  boolean isMerge() {
    return kind == Kind.MERGE;
  }

  /** The cells that are computed; all where absent. */
  Optional<Set<Cell>> cells() {
    return isPart() ? Optional.of(cells) : Optional.empty();
  }

  Parts parts() {
    return parts;
  }

  BooleanSupplier stop() {
    return stop;
  }

  /**
   * Ends a piece of work between two sequences.
   *
   * @throws Stopped if that is asked for
   */
  void throwIfStopped() {
    if (stop.getAsBoolean()) {
      throw new Stopped();
    }
  }

  /** The program was asked to stop. */
  static final class Stopped extends RuntimeException {

    private static final long serialVersionUID = 1L;
  }
}
