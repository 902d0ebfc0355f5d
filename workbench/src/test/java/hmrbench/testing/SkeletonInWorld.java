package hmrbench.testing;

import hmrbench.core.JointSet;
import hmrbench.core.JointTrack;
import hmrbench.core.SmplTrack;
import hmrbench.core.world.Positions;
import hmrbench.core.world.RootMotion;
import hmrbench.core.world.WorldBody;
import hmrbench.core.world.WorldRoot;
import hmrbench.core.world.WorldTrack;
import hmrbench.data.DataFormat.BodyJoints;
import hmrbench.data.sim.Skeleton;
import java.util.Optional;

/** Poses the skeleton of the simulated sets in a world, in double precision and without a mesh. */
public final class SkeletonInWorld implements BodyJoints {

  @Override
  public JointTrack of(SmplTrack track, JointSet joints, double framesPerSecond) {
    throw new UnsupportedOperationException("only in the world");
  }

  @Override
  public WorldBody inWorld(SmplTrack track, RootMotion motion, double framesPerSecond) {
    WorldRoot root =
        motion.inWorld(Positions.owning(track.frames(), 1, new double[track.frames() * 3]));
    double[] metres = new double[track.frames() * 72];
    for (int t = 0; t < track.frames(); t++) {
      double[] pose = new double[216];
      double[] betas = new double[10];
      for (int i = 0; i < 216; i++) {
        pose[i] =
            i < 9 ? root.orientations().at(t, i / 3, i % 3) : track.rotations().get(t * 216 + i);
      }
      for (int k = 0; k < 10; k++) {
        betas[k] = track.betas().at(t, k);
      }
      double[] joints = new double[72];
      Skeleton.positions(pose, Skeleton.offsets(betas), joints);
      for (int i = 0; i < 72; i++) {
        metres[t * 72 + i] = joints[i] + root.translations().at(t, 0, i % 3);
      }
    }
    return new WorldBody(
        new WorldTrack(
            JointSet.SMPL24, framesPerSecond, Positions.owning(track.frames(), 24, metres)),
        root,
        Optional.empty());
  }
}
