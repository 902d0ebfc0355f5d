package hmrbench.metric.sanity;

import hmrbench.core.Remark;
import hmrbench.metric.SequencePrediction;
import hmrbench.metric.Similarity;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Whether one fixed turn, or another root, explains most of the error of a prediction. A model that
 * errs does so in another way in every frame; a wrong axis or root is the same in all of them.
 */
public final class AlignmentCheck {

  /** What a repair must leave of the error at most, as a share. */
  private static final double EXPLAINED = 0.5;

  /** Below this MPJPE, in metres, a prediction is as good as published ones: nothing to explain. */
  private static final double POOR = 0.15;

  /** Turns below this, in degrees, are errors of a camera, not of axes. */
  private static final double LEAST_TURN = 30;

  private AlignmentCheck() {}

  /**
   * Looks at a whole prediction of a data set.
   *
   * @param about what was predicted, for the remark
   * @param sequences the whole prediction for a data set
   */
  public static Optional<Remark> of(String about, List<SequencePrediction> sequences) {
    return of(about, RootPoints.of(sequences));
  }

  /** As {@link #of(String, List)}, where sequences came one by one. */
  public static Optional<Remark> of(String about, RootPoints points) {
    double error = points.error();
    if (points.count() == 0 || error < POOR) {
      return Optional.empty();
    }
    Optional<Similarity> turn = Similarity.fit(points.predicted(), points.truth());
    double turned = turn.map(it -> points.moved(it.apply(points.predicted()))).orElse(error);
    double degrees = turn.map(it -> degrees(it.rotation())).orElse(0.0);
    if (degrees > LEAST_TURN && turned < EXPLAINED * error) {
      return Optional.of(
          Remark.doubt(
              "axes",
              about,
              String.format(
                  Locale.ROOT,
                  "every frame is turned by the same %.0f degrees about %s against the truth: MPJPE is"
                      + " %.0f mm and %.0f mm without that turn; give camera axes (x right, y down, z"
                      + " forward)",
                  degrees,
                  axis(turn.orElseThrow().rotation()),
                  1000 * error,
                  1000 * turned)));
    }
    double centred = points.centred();
    return centred < EXPLAINED * error
        ? Optional.of(
            Remark.doubt(
                "root",
                about,
                String.format(
                    Locale.ROOT,
                    "the root is not the root of the truth: MPJPE is %.0f mm, and %.0f mm where"
                        + " frames are aligned by their middle; check hips and pelvis among the"
                        + " joints",
                    1000 * error,
                    1000 * centred)))
        : Optional.empty();
  }

  /** The angle of a rotation, in degrees. */
  private static double degrees(double... r) {
    return Math.toDegrees(Math.acos(Math.max(-1, Math.min(1, (r[0] + r[4] + r[8] - 1) / 2))));
  }

  /** The axis that a rotation turns about most. */
  private static String axis(double... r) {
    // The largest diagonal element belongs to the axis that moves least.
    int most = r[0] >= r[4] && r[0] >= r[8] ? 0 : r[4] >= r[8] ? 1 : 2;
    return List.of("x", "y", "z").get(most);
  }
}
