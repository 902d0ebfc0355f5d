package hmrbench.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import hmrbench.core.FloatGrid;
import hmrbench.core.OutputKind;
import hmrbench.core.SmplTrack;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Windows of training clips, drawn uniformly. A batch is a function of the seed and the step alone,
 * so a resumed training sees what an undisturbed one would have.
 */
public final class WindowSampler {

  /** Of a sequence network's window one frame in this many is supervised, to save time. */
  static final int SPARSE = 4;

  private static final int ROTATIONS = 216;
  private static final int BETAS = 10;
  private static final int CAMERA = 3;

  private final ClipStore clips;
  private final OutputKind output;
  private final int windowFrames;
  private final int batch;
  private final int sequenceStride;
  private final List<Integer> horizons;
  private final long seed;

  /**
   * @param windowFrames frames per window, T
   * @param batch windows per batch, B
   * @param sequenceStride distance between supervised frames of a sequence network's window
   * @param horizons frames that are targets for a supervised one, counted from it; clips have them
   *     around every window
   */
  public WindowSampler(
      ClipStore clips,
      OutputKind output,
      int windowFrames,
      int batch,
      int sequenceStride,
      List<Integer> horizons,
      long seed) {
    this.clips = clips;
    this.output = output;
    this.windowFrames = windowFrames;
    this.batch = batch;
    this.sequenceStride = sequenceStride;
    this.horizons = List.copyOf(horizons);
    this.seed = seed;
  }

  /**
   * A batch.
   *
   * @param features [B, T, F]
   * @param targets of the supervised frames, window by window: every so many for a sequence
   *     network, else the middle one; of each, its horizons one after the other
   * @param firstFrame the first supervised frame within the window
   * @param stride distance between supervised frames
   * @param places where each window was cut, in words
   * @param frames of the targets
   */
  public record Batch(
      NDArray features,
      BodyTargets targets,
      int firstFrame,
      int stride,
      List<String> places,
      List<Frame> frames) {
    public Batch {
      places = List.copyOf(places);
      frames = List.copyOf(frames);
    }
  }

  /** How many frames a clip must have: those of a window and of the horizons around it. */
  int spannedFrames() {
    int after = horizons.stream().mapToInt(it -> it).filter(it -> it > 0).max().orElse(0);
    return before(horizons) + windowFrames + after;
  }

  private static int before(List<Integer> horizons) {
    return horizons.stream().mapToInt(it -> -it).filter(it -> it > 0).max().orElse(0);
  }

  /** A frame of a clip, both from 0. */
  public record Frame(int clip, int frame) {}

  /** The batch of a step; its tensors belong to {@code scope}. */
  public Batch draw(NDManager scope, int step) {
    SplittableRandom random = new SplittableRandom(seed * 1_000_003L + step);
    int size = clips.featureSize();
    boolean sequence = output == OutputKind.SEQUENCE;
    int first = sequence ? random.nextInt(sequenceStride) : windowFrames / 2;
    int stride = sequence ? sequenceStride : windowFrames;
    int supervised = sequence ? (windowFrames - first + stride - 1) / stride : 1;
    float[] features = new float[batch * windowFrames * size];
    int count = batch * supervised * horizons.size();
    float[] rotations = new float[count * ROTATIONS];
    float[] betas = new float[count * BETAS];
    float[] camera = new float[count * CAMERA];
    List<String> places = new ArrayList<>();
    List<Frame> frames = new ArrayList<>();
    for (int b = 0; b < batch; b++) {
      int clip = random.nextInt(clips.size());
      FloatGrid source = clips.features(clip);
      int start = before(horizons) + random.nextInt(source.size(0) - spannedFrames() + 1);
      places.add("clip %d from frame %d".formatted(clip, start));
      source.copyTo(start * size, features, b * windowFrames * size, windowFrames * size);
      SmplTrack smpl = clips.smpl(clip);
      for (int t = 0; t < supervised * horizons.size(); t++) {
        int frame =
            start + first + t / horizons.size() * stride + horizons.get(t % horizons.size());
        int row = b * supervised * horizons.size() + t;
        frames.add(new Frame(clip, frame));
        smpl.rotations().copyTo(frame * ROTATIONS, rotations, row * ROTATIONS, ROTATIONS);
        smpl.betas().copyTo(frame * BETAS, betas, row * BETAS, BETAS);
        smpl.camera().copyTo(frame * CAMERA, camera, row * CAMERA, CAMERA);
      }
    }
    BodyTargets targets =
        new BodyTargets(
            FloatGrid.owning(rotations, count, ROTATIONS),
            FloatGrid.owning(betas, count, BETAS),
            FloatGrid.owning(camera, count, CAMERA));
    NDArray windows = scope.create(features, new Shape(batch, windowFrames, size));
    return new Batch(windows, targets, first, stride, places, frames);
  }
}
