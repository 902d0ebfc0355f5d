package hmrbench.data.sim;

import java.util.List;

/**
 * A part of the simulated benchmark. No two splits share a subject, and what is held out of
 * training in one of them appears in no other: models are chosen on {@link #VALIDATION}, and {@link
 * #TEST} is looked at once.
 */
public enum SimulatedSplit {
  /** Short clips without end, one subject each, of the activities that training sees. */
  TRAIN("train", 1, 2, 0, ActivityGroup.SEEN),
  /** For choices: 24 subjects, one sequence in four of an activity, that no other split has. */
  VALIDATION("validation", 2, 10, 24, ActivityGroup.VALIDATION_ONLY),
  /** For results: 24 subjects, one sequence in four of an activity, that no other split has. */
  TEST("test", 3, 10, 24, ActivityGroup.TEST_ONLY);

  private final String label;
  private final int key;
  private final int seconds;
  private final int subjects;
  private final ActivityGroup ownActivities;

  SimulatedSplit(String label, int key, int seconds, int subjects, ActivityGroup ownActivities) {
    this.label = label;
    this.key = key;
    this.seconds = seconds;
    this.subjects = subjects;
    this.ownActivities = ownActivities;
  }

  /** Its word in names and tags: train, validation or test. */
  public String label() {
    return label;
  }

  /** Length of a sequence, unless asked otherwise. */
  public int seconds() {
    return seconds;
  }

  /** Part of every random key, so that splits share no draw. */
  public int key() {
    return key;
  }

  /** Number of subjects; 0 where every sequence has another. */
  int subjects() {
    return subjects;
  }

  /** Activities that no other split has; the seen ones for training. */
  List<Activity> ownActivities() {
    return Activities.of(ownActivities);
  }
}
