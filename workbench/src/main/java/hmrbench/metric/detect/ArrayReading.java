package hmrbench.metric.detect;

import hmrbench.core.RotationForm;
import hmrbench.core.Sides;

/**
 * One way to read the arrays of a file.
 *
 * @param form how its rotations are written
 * @param degrees whether its axis-angle vectors are in degrees
 * @param sides whether limbs are those of the other side
 */
public record ArrayReading(RotationForm form, boolean degrees, Sides sides) {

  /** As the file format says. */
  public static final ArrayReading STANDARD =
      new ArrayReading(RotationForm.AS_SHAPED, false, Sides.AS_NAMED);

  /** The same rotations, sides as named. */
  ArrayReading asNamed() {
    return new ArrayReading(form, degrees, Sides.AS_NAMED);
  }
}
