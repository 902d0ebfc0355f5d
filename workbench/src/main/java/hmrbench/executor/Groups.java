package hmrbench.executor;

import hmrbench.record.Cell;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a submission computes.
 *
 * @param build the program that computes it
 * @param strict whether a doubt about an input is an error
 * @param fresh whether nothing that was there before counts
 * @param measured whether an earlier run says how long it takes
 * @param reused cells or trainings that were there before, or are on their way
 * @param later trainings that start from what is on its way, and are submitted when that is there
 * @param recipe whose trainings they are; nothing where they are cells of an experiment
 */
public record Groups(
    String build,
    boolean strict,
    boolean fresh,
    boolean measured,
    int reused,
    int later,
    List<Group> groups,
    @Nullable SubmittedRecipe recipe) {

  public Groups {
    groups = List.copyOf(groups);
  }

  /** How many cells or trainings all groups have. */
  public int size() {
    return groups.stream().mapToInt(Group::size).sum();
  }

  /** What they are. */
  public String things() {
    return recipe == null ? "cells" : "trainings";
  }

  /** Whether one of them has a cell. */
  boolean has(Cell cell) {
    return groups.stream()
        .flatMap(it -> it.cells().stream())
        .anyMatch(it -> it.cell().equals(cell));
  }
}
