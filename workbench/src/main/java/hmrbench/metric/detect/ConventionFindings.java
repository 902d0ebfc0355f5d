package hmrbench.metric.detect;

import hmrbench.core.Fixes;
import java.util.List;

/**
 * All that was found about a file.
 *
 * @param fixes what a user would ask for so that the file is read as it was meant
 * @param degrees whether its axis-angle vectors are in degrees
 * @param scale what its lengths are multiplied by to be metres; 1, 0.01 or 0.001 where a unit does
 * @param all one per convention
 * @param asItIsMm mean error of the file as it is, in millimetres; NaN where nothing matches
 * @param explainedMm mean error with everything that was found
 */
public record ConventionFindings(
    Fixes fixes,
    boolean degrees,
    double scale,
    List<ConventionFinding> all,
    double asItIsMm,
    double explainedMm) {

  public ConventionFindings {
    all = List.copyOf(all);
  }
}
