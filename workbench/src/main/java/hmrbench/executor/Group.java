package hmrbench.executor;

import hmrbench.record.Cell;
import java.util.List;

/**
 * Cells that one worker computes, one after the other.
 *
 * @param index from 0, in its submission
 * @param seconds that they are expected to take
 */
public record Group(int index, double seconds, List<Work> cells) {

  /**
   * A cell of a group.
   *
   * @param interventions whether interventions are made on it
   */
  public record Work(Cell cell, boolean interventions) {}

  public Group {
    cells = List.copyOf(cells);
  }
}
