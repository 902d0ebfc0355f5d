package hmrbench.data.rendered;

import hmrbench.core.FloatGrid;
import hmrbench.core.Remark;
import hmrbench.core.Series;
import hmrbench.core.SmplTrack;
import hmrbench.data.BodyMotion;
import hmrbench.data.CropFilm;
import hmrbench.data.sim.SimulatedSplit;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Renders people and extracts their features: scenes in, features and truth out. Safe for several
 * threads at once.
 */
public interface RenderedPeople extends AutoCloseable {

  /** Length of a feature vector, F. */
  int featureSize();

  /** What was seen about the network that looks. */
  List<Remark> remarks();

  /**
   * One scene, filmed at a rate.
   *
   * @param split whose looks, places and cameras there are
   * @param seconds its length, which passers and light are spread over
   * @param seed of the scenes
   * @param number of the scene
   * @param motion makes what its person does
   * @param motionFile the file that holds it; nothing for one that follows from split, seed and
   *     number
   * @param moments of the frames, in seconds
   */
  record Take(
      SimulatedSplit split,
      double seconds,
      long seed,
      long number,
      Supplier<BodyMotion> motion,
      Optional<Path> motionFile,
      List<Double> moments) {
    public Take {
      moments = List.copyOf(moments);
    }
  }

  /**
   * What is seen of a scene, and what is true of it.
   *
   * @param features static features [T, F]
   * @param smpl rotations with the root in the axes of the camera, shape, and the camera of the
   *     crop
   * @param occlusion how much of the limb that is hidden most is behind something that is not the
   *     person, or outside of the crop, 0 to 1
   * @param speed mean speed of the scored joints relative to the pelvis, in m/s
   */
  record Seen(FloatGrid features, SmplTrack smpl, Series occlusion, Series speed) {}

  /**
   * Films a scene and looks at it.
   *
   * @throws hmrbench.core.Fault if the network cannot be read, or what it saw cannot be kept
   */
  Seen see(Take take);

  /** The crops that it looks at. */
  CropFilm crops(Take take);

  @Override
  void close();
}
