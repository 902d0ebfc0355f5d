package hmrbench.core;

import hmrbench.core.world.CameraPath;
import hmrbench.core.world.WorldBody;
import java.util.HashMap;
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
 * @param frameList what the frames are called, and which of them count
 * @param signals further known values per frame, by name with unit, for example {@code occlusion}
 *     (0 to 1) or {@code speed_m_per_s}
 * @param tags what else is known of the sequence, for example {@code activity} or {@code split}
 * @param worldTruth the true motion and camera in the world, where the data set has them
 * @param keypoints where joints are in the picture, where the data set knows it
 */
public record Clip(
    String sequence,
    double framesPerSecond,
    FloatGrid features,
    JointTrack truth,
    Optional<SmplTrack> smpl,
    FrameList frameList,
    Map<String, Series> signals,
    Map<String, String> tags,
    Optional<WorldTruth> worldTruth,
    Optional<KeypointTrack> keypoints) {

  /**
   * The person and the camera in one world.
   *
   * @param body true motion
   * @param camera where the camera was
   */
  public record WorldTruth(WorldBody body, CameraPath camera) {}

  public Clip {
    signals = Map.copyOf(signals);
    tags = Map.copyOf(tags);
    int frames = features.size(0);
    requireFrames(sequence, "truth", frames, truth.frames());
    smpl.ifPresent(track -> requireFrames(sequence, "smpl", frames, track.frames()));
    requireFrames(sequence, "frame labels", frames, frameList.labels().size());
    requireFrames(sequence, "valid", frames, frameList.valid().frames());
    requireFrames(sequence, "counted", frames, frameList.counted().frames());
    signals.forEach((name, series) -> requireFrames(sequence, name, frames, series.frames()));
    worldTruth.ifPresent(
        it -> {
          requireFrames(sequence, "world", frames, it.body().frames());
          requireFrames(sequence, "camera", frames, it.camera().frames());
        });
    keypoints.ifPresent(it -> requireFrames(sequence, "2D joints", frames, it.frames()));
  }

  /** A clip of which nothing is known but the frame of the camera. */
  public Clip(
      String sequence,
      double framesPerSecond,
      FloatGrid features,
      JointTrack truth,
      Optional<SmplTrack> smpl,
      FrameList frameList,
      Map<String, Series> signals,
      Map<String, String> tags) {
    this(
        sequence,
        framesPerSecond,
        features,
        truth,
        smpl,
        frameList,
        signals,
        tags,
        Optional.empty(),
        Optional.empty());
  }

  /**
   * The 2D joints, for whoever cannot do without.
   *
   * @param asker who that is, in messages: {@code filter fitting}
   * @throws Fault if there are none, or none is seen
   */
  public KeypointTrack requireKeypoints(String asker) {
    KeypointTrack seen =
        keypoints.orElseThrow(
            () ->
                Fault.asked(
                    "%s: sequence %s has no 2D joints; take a data set that has them: %s",
                    asker, sequence, KeypointTrack.WHERE));
    if (IntStream.range(0, seen.frames()).noneMatch(seen::isSeen)) {
      throw Fault.asked(
          "%s: sequence %s: no 2D joint of its %d frames has a confidence above 0; leave the"
              + " sequence out",
          asker, sequence, seen.frames());
    }
    return seen;
  }

  /** The same clip with 2D joints. */
  public Clip withKeypoints(KeypointTrack seen) {
    return new Clip(
        sequence,
        framesPerSecond,
        features,
        truth,
        smpl,
        frameList,
        signals,
        tags,
        worldTruth,
        Optional.of(seen));
  }

  /** The same clip with the person and the camera in the world. */
  public Clip inWorld(WorldBody body, CameraPath path) {
    return new Clip(
        sequence,
        framesPerSecond,
        features,
        truth,
        smpl,
        frameList,
        signals,
        tags,
        Optional.of(new WorldTruth(body, path)),
        keypoints);
  }

  /** A clip whose frames all count, and of which nothing else is known; labels count from 0. */
  public static Clip of(
      String sequence,
      double framesPerSecond,
      FloatGrid features,
      JointTrack truth,
      Optional<SmplTrack> smpl) {
    return new Clip(
        sequence,
        framesPerSecond,
        features,
        truth,
        smpl,
        FrameList.counting(features.size(0)),
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

  /** The data set's own name of each frame. */
  public List<String> frameLabels() {
    return frameList.labels();
  }

  /** Frames that exist for evaluators which drop frames before windowing. */
  public FrameMask valid() {
    return frameList.valid();
  }

  /** Frames that enter averages. */
  public FrameMask counted() {
    return frameList.counted();
  }

  /** The true motion through the world, where the data set has it. */
  public Optional<WorldBody> world() {
    return worldTruth.map(WorldTruth::body);
  }

  /** Where the camera was in that world, where the data set knows it. */
  public Optional<CameraPath> camera() {
    return worldTruth.map(WorldTruth::camera);
  }

  /** The same clip with other features [T, F'], of as many frames. */
  public Clip withFeatures(FloatGrid others) {
    return new Clip(
        sequence,
        framesPerSecond,
        others,
        truth,
        smpl,
        frameList,
        signals,
        tags,
        worldTruth,
        keypoints);
  }

  /** The frames with these indices, in this order, under the same name and rate. */
  public Clip frames(int... indices) {
    Map<String, Series> picked = new HashMap<>();
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
        frameList.pick(indices),
        picked,
        tags,
        worldTruth.map(it -> new WorldTruth(it.body().rows(indices), it.camera().rows(indices))),
        keypoints.map(track -> track.frames(indices)));
  }
}
