package hmrbench.executor;

import hmrbench.config.TrainingName;
import hmrbench.record.Cell;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one worker computes: cells, one after the other, or one training.
 *
 * @param index from 0, in its submission
 * @param seconds that it is expected to take; 0 where that is not known
 * @param training nothing where it has cells
 * @param recipe hash of the recipe of the training
 * @param after groups of the same submission whose checkpoints it starts from
 */
public record Group(
    int index,
    double seconds,
    List<Work> cells,
    @Nullable TrainingName training,
    @Nullable String recipe,
    List<Integer> after) {

  /**
   * A cell of a group.
   *
   * @param interventions whether interventions are made on it
   */
  public record Work(Cell cell, boolean interventions) {}

  public Group {
    cells = List.copyOf(cells);
    // A submission of an earlier build has no such list.
    after = after == null ? List.of() : List.copyOf(after);
  }

  /** Of cells. */
  public Group(int index, double seconds, List<Work> cells) {
    this(index, seconds, cells, null, null, List.of());
  }

  /** Of a training. */
  static Group of(int index, TrainingName training, String recipe, List<Integer> after) {
    return new Group(index, 0, List.of(), training, recipe, after);
  }

  /** How many cells or trainings it has. */
  public int size() {
    return training == null ? cells.size() : 1;
  }
}
