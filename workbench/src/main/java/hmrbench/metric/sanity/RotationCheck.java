package hmrbench.metric.sanity;

import hmrbench.core.FloatGrid;
import hmrbench.core.Joint;
import hmrbench.core.JointOrder;
import hmrbench.core.JointSet;
import hmrbench.core.Remark;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Whether matrices are rotations. */
public final class RotationCheck {

  /** Half precision keeps three digits of an element; ten times that is no rounding. */
  private static final double ROUNDING = 1e-2;

  private RotationCheck() {}

  /**
   * Looks at matrices that should be rotations.
   *
   * @param about what the matrices belong to, for the remark
   * @param frames name of each frame
   * @param rotations [T, 24, 3, 3]
   * @return a doubt where one is not orthonormal, or mirrors
   */
  public static Optional<Remark> of(String about, List<String> frames, FloatGrid rotations) {
    int wrong = 0;
    int worst = -1;
    double farthest = 0;
    for (int i = 0; i < rotations.length() / 9; i++) {
      double off = offset(rotations, i * 9);
      if (!(off <= ROUNDING)) {
        wrong++;
        if (worst < 0 || off > farthest) {
          farthest = off;
          worst = i;
        }
      }
    }
    if (wrong == 0) {
      return Optional.empty();
    }
    Joint joint = JointSet.SMPL24.joints().get(worst % 24);
    return Optional.of(
        Remark.doubt(
            "no-rotations",
            about,
            String.format(
                Locale.ROOT,
                "rotations: %d of %d matrices are no rotations: that of %s in frame %s is off by"
                    + " %.3g with determinant %.3f; check their axes and how they were made",
                wrong,
                rotations.length() / 9,
                JointOrder.word(joint),
                frames.get(worst / 24),
                farthest,
                determinant(rotations, worst * 9))));
  }

  /** The largest element of R^T R - 1, or 2 where R mirrors. */
  private static double offset(FloatGrid m, int at) {
    double largest = determinant(m, at) < 0 ? 2 : 0;
    for (int a = 0; a < 3; a++) {
      for (int b = 0; b < 3; b++) {
        double dot = a == b ? -1 : 0;
        for (int k = 0; k < 3; k++) {
          dot += (double) m.get(at + k * 3 + a) * m.get(at + k * 3 + b);
        }
        largest = Math.max(largest, Math.abs(dot));
      }
    }
    return largest;
  }

  private static double determinant(FloatGrid m, int at) {
    double x = (double) m.get(at + 4) * m.get(at + 8) - (double) m.get(at + 5) * m.get(at + 7);
    double y = (double) m.get(at + 3) * m.get(at + 8) - (double) m.get(at + 5) * m.get(at + 6);
    double z = (double) m.get(at + 3) * m.get(at + 7) - (double) m.get(at + 4) * m.get(at + 6);
    return m.get(at) * x - m.get(at + 1) * y + m.get(at + 2) * z;
  }
}
