package hmrbench.data.mocap;

import com.google.errorprone.annotations.FormatMethod;
import com.google.errorprone.annotations.FormatString;
import hmrbench.core.Joint;
import hmrbench.core.Remark;
import hmrbench.data.mocap.MocapReading.Sides;
import hmrbench.data.mocap.MocapReading.Up;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Which axis of a recording points up, and whether its names exchange left and right. Files do not
 * state either; both follow from people standing and knees bending one way.
 */
final class Facing {

  /** Cosine of the mean direction, ankles to neck, with the axis that points up. */
  private static final double UPRIGHT = 0.5;

  /** The same with another axis, from which on a rest pose may prove that one to point up. */
  private static final double UPRIGHT_CLEARLY = 0.8;

  /** Mean sine of the bend of a knee, or cosine of a toe with forward, that counts. */
  private static final double LEAST = 0.1;

  private final Path file;
  private final MocapReading reading;
  private final List<Remark> remarks = new ArrayList<>();
  private BvhRecording recording;

  Facing(BvhRecording recording, MocapReading reading, Path file) {
    this.file = file;
    this.reading = reading;
    this.recording = recording;
    up();
    sides();
  }

  /** The recording with y up and with the person's left on the left. */
  BvhRecording recording() {
    return recording;
  }

  List<Remark> remarks() {
    return remarks;
  }

  private void up() {
    double[] mean = meanUp();
    if (reading.up().isPresent()) {
      turn(reading.up().get());
      double[] now = meanUp();
      if (now[1] < UPRIGHT) {
        note(
            "up-axis",
            "the person lies: with up: %s, the mean direction from ankles to neck is (%s)",
            reading.up().get().key(),
            shown(now));
      }
    } else if (mean[1] < UPRIGHT) {
      lies(mean);
    }
  }

  /** The person does not stand along y: the rest pose says whether another axis is meant. */
  private void lies(double[] mean) {
    Up likely = nearest(mean);
    double[] rest = RotationMath.unit(recording.up(recording.rest()));
    boolean restSays =
        recording.restStands() && along(likely, rest) >= UPRIGHT_CLEARLY && likely != Up.Y;
    if (restSays && along(likely, mean) >= UPRIGHT_CLEARLY) {
      turn(likely);
      note(
          "up-axis",
          "%s points up: in the rest pose and in the mean over the motion, (%s), the person stands"
              + " along it; if the person lies, set up: y",
          likely.key(),
          shown(mean));
      return;
    }
    remarks.add(
        Remark.doubt(
            "up-axis",
            file.toString(),
            ("the person lies: the mean direction from ankles to neck is (%s), and y points up; if"
                    + " %s does, set up: %s; else set up: y")
                .formatted(shown(mean), likely.key(), quoted(likely))));
  }

  private void sides() {
    double knees = Math.max(knee(Joint.LEFT_HIP), knee(Joint.RIGHT_HIP));
    double least = Math.min(knee(Joint.LEFT_HIP), knee(Joint.RIGHT_HIP));
    double toes = toes();
    boolean backwards =
        (knees < -LEAST && toes < LEAST) || (toes < -LEAST && knees < LEAST && least < 0);
    String evidence =
        String.format(
            Locale.ROOT,
            "knees bend backwards (mean sine %.2f)%s",
            knees,
            toes < -LEAST ? " and toes point backwards" : "");
    if (reading.sides().isPresent()) {
      if (reading.sides().get() == Sides.EXCHANGED) {
        recording = recording.exchanged();
      }
      boolean odd = reading.sides().get() == Sides.EXCHANGED ? knees > LEAST : backwards;
      if (odd) {
        note("sides", "with sides: %s, knees bend backwards", reading.sides().get().key());
      }
    } else if (backwards && knees < -LEAST) {
      recording = recording.exchanged();
      note(
          "sides",
          "%s under the names of the file, so left and right are taken the other way round; set"
              + " sides: as-named if they are right",
          evidence);
    } else if (backwards || (knees < -LEAST && toes > LEAST)) {
      remarks.add(
          Remark.doubt(
              "sides",
              file.toString(),
              "knees and toes disagree on where the person's front is; if the names exchange left"
                  + " and right, set sides: exchanged, else sides: as-named"));
    }
  }

  /** Mean sine of the bend of a knee, above 0 where the shin goes back. */
  private double knee(Joint hip) {
    Joint knee = hip == Joint.LEFT_HIP ? Joint.LEFT_KNEE : Joint.RIGHT_KNEE;
    Joint ankle = hip == Joint.LEFT_HIP ? Joint.LEFT_ANKLE : Joint.RIGHT_ANKLE;
    double sum = 0;
    for (int t = 0; t < recording.frames(); t++) {
      double[] thigh = RotationMath.unit(recording.between(t, hip, knee));
      double[] shin = RotationMath.unit(recording.between(t, knee, ankle));
      sum +=
          RotationMath.dot(
              RotationMath.cross(thigh, shin), RotationMath.unit(recording.lateral(t)));
    }
    return sum / recording.frames();
  }

  /** Mean cosine of the toes with forward; 0 where the file has none. */
  private double toes() {
    if (!recording.has(Joint.LEFT_FOOT) || !recording.has(Joint.RIGHT_FOOT)) {
      return 0;
    }
    double sum = 0;
    for (int t = 0; t < recording.frames(); t++) {
      double[] forward =
          RotationMath.unit(RotationMath.cross(recording.lateral(t), recording.up(t)));
      double[] left = RotationMath.unit(recording.between(t, Joint.LEFT_ANKLE, Joint.LEFT_FOOT));
      double[] right = RotationMath.unit(recording.between(t, Joint.RIGHT_ANKLE, Joint.RIGHT_FOOT));
      sum += (RotationMath.dot(left, forward) + RotationMath.dot(right, forward)) / 2;
    }
    return sum / recording.frames();
  }

  /** Mean over the frames of the direction from the ankles to the neck. */
  private double[] meanUp() {
    double[] mean = new double[3];
    for (int t = 0; t < recording.frames(); t++) {
      double[] left = recording.between(t, Joint.LEFT_ANKLE, Joint.NECK);
      double[] right = recording.between(t, Joint.RIGHT_ANKLE, Joint.NECK);
      double[] up =
          RotationMath.unit(
              new double[] {left[0] + right[0], left[1] + right[1], left[2] + right[2]});
      for (int k = 0; k < 3; k++) {
        mean[k] += up[k] / recording.frames();
      }
    }
    return mean;
  }

  private void turn(Up up) {
    if (up != Up.Y) {
      recording = recording.turned(toYUp(up));
    }
  }

  /** From axes in which one points up to axes in which y does. */
  static double[] toYUp(Up up) {
    return switch (up) {
      case X -> new double[] {0, -1, 0, 1, 0, 0, 0, 0, 1};
      case MINUS_X -> new double[] {0, 1, 0, -1, 0, 0, 0, 0, 1};
      case Y -> RotationMath.identity();
      case MINUS_Y -> new double[] {1, 0, 0, 0, -1, 0, 0, 0, -1};
      case Z -> new double[] {1, 0, 0, 0, 0, 1, 0, -1, 0};
      case MINUS_Z -> new double[] {1, 0, 0, 0, 0, -1, 0, 1, 0};
    };
  }

  private static Up nearest(double[] direction) {
    Up best = Up.Y;
    for (Up up : Up.values()) {
      best = along(up, direction) > along(best, direction) ? up : best;
    }
    return best;
  }

  /** The component of a direction along an axis. */
  static double along(Up up, double[] direction) {
    return RotationMath.applied(toYUp(up), direction)[1];
  }

  private static String quoted(Up up) {
    return up.key().startsWith("-") ? "\"%s\"".formatted(up.key()) : up.key();
  }

  @FormatMethod
  private void note(String kind, @FormatString String sentence, Object... arguments) {
    remarks.add(Remark.note(kind, file.toString(), sentence.formatted(arguments)));
  }

  private static String shown(double[] v) {
    return String.format(Locale.ROOT, "%.2f, %.2f, %.2f", v[0], v[1], v[2]);
  }
}
