package hmrbench.executor;

import hmrbench.record.Cell;
import java.util.List;

/**
 * What a submission computes.
 *
 * @param build the program that computes it
 * @param strict whether a doubt about an input is an error
 * @param fresh whether nothing that was there before counts
 * @param measured whether an earlier run says how long cells take
 * @param reused cells that were there before
 */
public record Groups(
    String build, boolean strict, boolean fresh, boolean measured, int reused, List<Group> groups) {

  public Groups {
    groups = List.copyOf(groups);
  }

  /** How many cells all groups have. */
  public int cells() {
    return groups.stream().mapToInt(group -> group.cells().size()).sum();
  }

  /** Whether one of them has a cell. */
  boolean has(Cell cell) {
    return groups.stream()
        .flatMap(it -> it.cells().stream())
        .anyMatch(it -> it.cell().equals(cell));
  }
}
