package hmrbench.data;

import hmrbench.core.Clip;
import hmrbench.core.FloatGrid;
import hmrbench.core.JointSet;
import hmrbench.core.KeypointTrack;
import hmrbench.core.Remark;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * Sequences with truth and static features. Clips are made or read when asked for, one at a time,
 * so that a data set may be larger than memory.
 */
public interface Dataset extends AutoCloseable {

  /** Its name in configs and records. */
  String name();

  /**
   * The rate at which it was recorded, or at which a simulated set is scored by default, in hertz.
   */
  double nativeFramesPerSecond();

  /** The joints on which it is scored. */
  JointSet joints();

  /** Length of a feature vector, F. */
  int featureSize();

  /** Names of the sequences, in the order of their evaluation. */
  List<String> sequences();

  /**
   * One sequence at a frame rate.
   *
   * @param index position in {@link #sequences()}
   * @param framesPerSecond the rate asked for, in hertz
   * @throws hmrbench.core.Fault if the set does not exist at this rate exactly; the message names
   *     the rates that do
   */
  Clip clip(int index, double framesPerSecond);

  /**
   * The rates at which {@link #clip} can answer exactly, ascending; recorded data only has integer
   * decimations.
   */
  List<Double> frameRates();

  /** Positions in {@link #sequences()} in the order of a run. */
  default List<Integer> evaluationOrder() {
    return IntStream.range(0, sequences().size()).boxed().toList();
  }

  /**
   * Whether the camera is known to be static, so that a planted foot of the ground truth does not
   * move.
   */
  default boolean cameraStandsStill() {
    return false;
  }

  /**
   * Names of the frames of a sequence.
   *
   * @param index position in {@link #sequences()}
   */
  default List<String> frameLabels(int index) {
    return clip(index, nativeFramesPerSecond()).frameLabels();
  }

  /**
   * What a network on pictures sees of a sequence; nothing where there are no pictures.
   *
   * @param index position in {@link #sequences()}
   * @param framesPerSecond a rate that {@link #clip} can answer, in hertz
   */
  default Optional<CropFilm> crops(int index, double framesPerSecond) {
    return Optional.empty();
  }

  /** Features of a frame that shows nothing [1, F], where the data set can tell. */
  default Optional<FloatGrid> blank() {
    return Optional.empty();
  }

  /**
   * What keeps bodies from being fitted to its 2D joints, and what to do; nothing where every
   * sequence has some that are seen.
   */
  default Optional<String> keypointFault() {
    return clip(0, nativeFramesPerSecond()).keypoints().isPresent()
        ? Optional.empty()
        : Optional.of("it has no 2D joints; take a data set that has them: " + KeypointTrack.WHERE);
  }

  /** The version of a set that the program makes itself: another has other sequences. */
  default OptionalInt version() {
    return OptionalInt.empty();
  }

  /** Remarks made while the set was opened; clips add later ones. */
  default List<Remark> remarks() {
    return List.of();
  }

  @Override
  void close();
}
