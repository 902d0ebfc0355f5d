package hmrbench.core;

import hmrbench.core.world.CameraPath;
import hmrbench.core.world.WorldBody;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * One person over consecutive frames of a video: what a model sees, and what it is scored against.
 *
 * @param sequence name, unique in its data set
 * @param framesPerSecond sampling rate, in hertz
 * @param features static image features [T, F], one row per frame
 * @param truth true positions of the joints that the data set is scored on
 * @param smpl true SMPL parameters, where the data set has them
 * @param frameLabels the data set's own name of each frame (a number in 3DPW, a file stem in
 *     MPI-INF-3DHP)
 * @param valid frames that exist for evaluators which drop frames before windowing (3DPW {@code
 *     valid})
 * @param counted frames that enter averages (MPI-INF-3DHP {@code valid_i}); all true elsewhere
 * @param signals further known values per frame, by name with unit, for example {@code occlusion}
 *     (0 to 1) or {@code speed_m_per_s}
 * @param tags what else is known of the sequence, for example {@code activity} or {@code split}
 * @param world the true motion through the world, where the data set has it
 * @param camera where the camera was in that world, where the data set knows it
 */
public record Clip(
    String sequence,
    double framesPerSecond,
    FloatGrid features,
    JointTrack truth,
    Optional<SmplTrack> smpl,
    List<String> frameLabels,
    FrameMask valid,
    FrameMask counted,
    Map<String, Series> signals,
    Map<String, String> tags,
    Optional<WorldBody> world,
    Optional<CameraPath> camera) {

  public Clip {
    frameLabels = List.copyOf(frameLabels);
    signals = Map.copyOf(signals);
    tags = Map.copyOf(tags);
    int frames = features.size(0);
    requireFrames(sequence, "truth", frames, truth.frames());
    smpl.ifPresent(track -> requireFrames(sequence, "smpl", frames, track.frames()));
    requireFrames(sequence, "frame labels", frames, frameLabels.size());
    requireFrames(sequence, "valid", frames, valid.frames());
    requireFrames(sequence, "counted", frames, counted.frames());
    signals.forEach((name, series) -> requireFrames(sequence, name, frames, series.frames()));
    world.ifPresent(body -> requireFrames(sequence, "world", frames, body.frames()));
    camera.ifPresent(path -> requireFrames(sequence, "camera", frames, path.frames()));
  }

  /** A clip of which nothing is known but the frame of the camera. */
  public Clip(
      String sequence,
      double framesPerSecond,
      FloatGrid features,
      JointTrack truth,
      Optional<SmplTrack> smpl,
      List<String> frameLabels,
      FrameMask valid,
      FrameMask counted,
      Map<String, Series> signals,
      Map<String, String> tags) {
    this(
        sequence,
        framesPerSecond,
        features,
        truth,
        smpl,
        frameLabels,
        valid,
        counted,
        signals,
        tags,
        Optional.empty(),
        Optional.empty());
  }

  /** The same clip with the person and the camera in the world. */
  public Clip inWorld(WorldBody body, CameraPath path) {
    return new Clip(
        sequence,
        framesPerSecond,
        features,
        truth,
        smpl,
        frameLabels,
        valid,
        counted,
        signals,
        tags,
        Optional.of(body),
        Optional.of(path));
  }

  /** A clip whose frames all count, and of which nothing else is known; labels count from 0. */
  public static Clip of(
      String sequence,
      double framesPerSecond,
      FloatGrid features,
      JointTrack truth,
      Optional<SmplTrack> smpl) {
    int frames = features.size(0);
    return new Clip(
        sequence,
        framesPerSecond,
        features,
        truth,
        smpl,
        IntStream.range(0, frames).mapToObj(Integer::toString).toList(),
        FrameMask.all(frames),
        FrameMask.all(frames),
        Map.of(),
        Map.of());
  }

  /** A clip of features alone, for what looks at nothing else: its truth lies at the origin. */
  public static Clip ofFeatures(
      String sequence, double framesPerSecond, FloatGrid features, JointSet joints) {
    FloatGrid nowhere = FloatGrid.zeros(features.size(0), joints.size(), 3);
    JointTrack truth = new JointTrack(joints, CoordinateFrame.CAMERA, framesPerSecond, nowhere);
    return of(sequence, framesPerSecond, features, truth, Optional.empty());
  }

  private static void requireFrames(String sequence, String part, int expected, int actual) {
    if (expected != actual) {
      throw new IllegalArgumentException(
          "sequence %s: %s has %d frames, features have %d"
              .formatted(sequence, part, actual, expected));
    }
  }

  /** Number of frames, T. */
  public int frames() {
    return features.size(0);
  }

  /** The same clip with other features [T, F'], of as many frames. */
  public Clip withFeatures(FloatGrid others) {
    return new Clip(
        sequence,
        framesPerSecond,
        others,
        truth,
        smpl,
        frameLabels,
        valid,
        counted,
        signals,
        tags,
        world,
        camera);
  }

  /** The frames with these indices, in this order, under the same name and rate. */
  public Clip frames(int... indices) {
    Map<String, Series> picked = new java.util.HashMap<>();
    signals.forEach(
        (name, series) -> {
          FrameMask present = series.present().pick(indices);
          picked.put(name, Series.of(present, t -> series.get(indices[t])));
        });
    return new Clip(
        sequence,
        framesPerSecond,
        features.rows(indices),
        truth.frames(indices),
        smpl.map(track -> track.frames(indices)),
        java.util.Arrays.stream(indices).mapToObj(frameLabels::get).toList(),
        valid.pick(indices),
        counted.pick(indices),
        picked,
        tags,
        world.map(body -> body.rows(indices)),
        camera.map(path -> path.rows(indices)));
  }
}
