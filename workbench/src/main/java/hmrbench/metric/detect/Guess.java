package hmrbench.metric.detect;

import hmrbench.core.AxisMap;
import hmrbench.core.Fixes.Offset;
import java.util.Optional;

/**
 * Conventions that a file may follow, all together.
 *
 * @param reading of its arrays
 * @param axes of its points
 * @param scale what lengths are multiplied by to be metres
 * @param framesPerRow of the data set, from one row to the next that the file counts
 * @param shift frames that are added to the file's numbers
 * @param pelvis what its root is moved by
 */
record Guess(
    ArrayReading reading,
    AxisMap axes,
    double scale,
    double framesPerRow,
    int shift,
    Optional<Offset> pelvis) {

  /** The file is what it says. */
  static final Guess STANDARD =
      new Guess(ArrayReading.STANDARD, AxisMap.CAMERA, 1, 1, 0, Optional.empty());

  Guess with(ArrayReading other) {
    return new Guess(other, axes, scale, framesPerRow, shift, pelvis);
  }

  Guess with(AxisMap other) {
    return new Guess(reading, other, scale, framesPerRow, shift, pelvis);
  }

  Guess scaled(double other) {
    return new Guess(reading, axes, other, framesPerRow, shift, pelvis);
  }

  Guess at(double otherFramesPerRow, int otherShift) {
    return new Guess(reading, axes, scale, otherFramesPerRow, otherShift, pelvis);
  }

  Guess withPelvis(Optional<Offset> other) {
    return new Guess(reading, axes, scale, framesPerRow, shift, other);
  }
}
