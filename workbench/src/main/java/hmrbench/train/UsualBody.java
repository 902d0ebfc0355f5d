package hmrbench.train;

import hmrbench.body.EmbeddedBody;
import hmrbench.core.FloatGrid;
import hmrbench.core.Joint;
import hmrbench.core.JointSet;
import hmrbench.core.KeypointTrack;
import hmrbench.core.Rotations;
import hmrbench.model.fitting.PosePrior;
import java.util.List;

/**
 * The body that a regressor starts from where no true body is known: the mean pose of {@link
 * PosePrior}, upright and facing the camera, of mean shape, as large as the 2D joints are tall.
 */
final class UsualBody {

  private static final int SIX = 6;

  private UsualBody() {}

  static ClipStore.MeanBody of(ClipStore clips) {
    double tall = 0;
    double down = 0;
    long frames = 0;
    for (int clip = 0; clip < clips.size(); clip++) {
      KeypointTrack seen = clips.seen(clip);
      for (int t = 0; t < seen.frames(); t++) {
        double height =
            height(seen, t, List.of(Joint.NECK), List.of(Joint.LEFT_ANKLE, Joint.RIGHT_ANKLE));
        tall += Math.abs(height);
        down += Math.signum(height);
        frames++;
      }
    }
    boolean up = down >= 0;
    double[] rest = EmbeddedBody.model().restJoints(new double[SkeletonRow.SHAPES]);
    double standing =
        rest[JointSet.SMPL24.indexOf(Joint.NECK) * 3 + 1]
            - rest[JointSet.SMPL24.indexOf(Joint.LEFT_ANKLE) * 3 + 1];
    float[] camera = {(float) (tall / frames / standing), 0, 0};
    return new ClipStore.MeanBody(
        pose(up), FloatGrid.zeros(SkeletonRow.SHAPES), FloatGrid.owning(camera, camera.length));
  }

  /** How far the mean of some joints is above that of others. */
  private static double height(KeypointTrack seen, int frame, List<Joint> top, List<Joint> low) {
    return mean(seen, frame, top) - mean(seen, frame, low);
  }

  private static double mean(KeypointTrack seen, int frame, List<Joint> joints) {
    return joints.stream()
        .mapToDouble(joint -> seen.seen().at(frame, seen.joints().indexOf(joint), 1))
        .average()
        .orElseThrow();
  }

  /** The first two columns of each matrix, row by row; where y points down the root is turned. */
  private static FloatGrid pose(boolean up) {
    float[] pose = new float[SkeletonRow.JOINTS * SIX];
    double[] angles = PosePrior.simulated().mean();
    double[] matrix = new double[9];
    for (int j = 0; j < SkeletonRow.JOINTS; j++) {
      if (j == 0) {
        Rotations.fromAxisAngle(up ? 0 : Math.PI, 0, 0, matrix);
      } else {
        int at = (j - 1) * 3;
        Rotations.fromAxisAngle(angles[at], angles[at + 1], angles[at + 2], matrix);
      }
      for (int i = 0; i < SIX; i++) {
        pose[j * SIX + i] = (float) matrix[i / 2 * 3 + i % 2];
      }
    }
    return FloatGrid.owning(pose, pose.length);
  }
}
