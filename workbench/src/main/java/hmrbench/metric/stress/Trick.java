package hmrbench.metric.stress;

import hmrbench.metric.stress.Flaw.Change;
import java.util.List;

/**
 * Something that is done to a prediction because a metric likes it.
 *
 * @param name in a few words
 * @param play what it does
 */
record Trick(String name, java.util.function.UnaryOperator<WalkedMotion> play) {

  private static Trick of(String name, String flaw, double size) {
    Change change =
        Flaw.ALL.stream().filter(it -> it.name().equals(flaw)).findFirst().orElseThrow().change();
    return new Trick(name, motion -> change.of(motion, size));
  }

  /** All tricks, in the order of their rows. */
  static final List<Trick> ALL =
      List.of(
          of("smooth a little (sigma 2)", "over-smoothing", 2),
          of("smooth too much (sigma 12)", "over-smoothing", 12),
          of("freeze the pose", "frozen pose", 100),
          new Trick("stop the root", Trick::stopRoot),
          of("shrink everything by 25 %", "scale", 25));

  private static WalkedMotion stopRoot(WalkedMotion motion) {
    var root = motion.root();
    double[] moved = motion.flat();
    int width = motion.points() * 3;
    for (int i = 0; i < moved.length; i++) {
      moved[i] += root.at(0, 0, i % 3) - root.at(i / width, 0, i % 3);
    }
    return motion.with(moved);
  }
}
