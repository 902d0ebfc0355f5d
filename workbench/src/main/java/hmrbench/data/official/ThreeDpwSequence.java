package hmrbench.data.official;

import hmrbench.core.Fault;
import hmrbench.core.FloatGrid;
import hmrbench.core.JointSet;
import hmrbench.core.Rotations;
import hmrbench.io.NdArray;
import hmrbench.io.joblib.Joblib;
import hmrbench.io.pickle.TreeNode;
import hmrbench.picture.geometry.Box;
import hmrbench.picture.geometry.BoxSmoothing;
import hmrbench.picture.geometry.PersonScale;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * One file of 3DPW's {@code sequenceFiles}, as TCMR's converter reads it ({@code
 * lib/data_utils/threedpw_utils.py} at c41fdd7): bodies turned into camera axes, frames with more
 * than six of twelve key points.
 */
final class ThreeDpwSequence {

  /** The image key points that the converter keeps; it leaves two more empty. */
  private static final int[] KEY_POINTS = {10, 9, 8, 11, 12, 13, 4, 3, 2, 5, 6, 7};

  /** A frame is kept with more key points than this. */
  private static final int TOO_FEW = 6;

  /** Of spans of so many frames zeros beyond the ends would make a person of no size. */
  private static final int ZEROED = BoxSmoothing.OFFICIAL.medianFrames() / 2;

  private static final int POSE = 72;
  private static final int BETAS = 10;
  private static final int ALL_POINTS = 18;

  private final TreeNode root;
  private final String name;
  private final NdArray cameras;
  private final int frames;

  private ThreeDpwSequence(TreeNode root) {
    this.root = root;
    if (!root.isDict()) {
      throw Fault.asked(
          "%s: expected a dictionary of one 3DPW sequence, got %s; name a file of sequenceFiles",
          root.file(), root);
    }
    this.name = root.key("sequence").text();
    this.cameras = root.key("cam_poses").array();
    this.frames = cameras.rank() == 3 ? cameras.size(0) : 0;
    require("cam_poses", cameras, frames, 4, 4);
  }

  static ThreeDpwSequence read(Path file) {
    return new ThreeDpwSequence(Joblib.read(file));
  }

  /**
   * One person of the sequence.
   *
   * @param name as TCMR's file has it: sequence and number of the person
   * @param frames indices of the frames that are kept, ascending
   * @param valid whether the camera pose of each is
   * @param rotations [T, 24, 3, 3], the first in camera axes
   * @param betas [T, 10]
   * @param gender male or female, or empty where the file does not say
   * @param shift of the body in each frame, metres, world axes, as the converter adds it [T, 3]
   * @param points the twelve key points that the converter keeps, and boxes around all eighteen
   */
  @SuppressWarnings("ArrayRecordComponent") // within this class and its data set, never compared
  record Person(
      String name,
      int[] frames,
      boolean[] valid,
      FloatGrid rotations,
      FloatGrid betas,
      String gender,
      FloatGrid shift,
      PicturePoints points) {}

  /**
   * All persons with a frame that is kept.
   *
   * @param official whether each frame with a 2-D point is, as in the challenge
   */
  List<Person> people(boolean official) {
    List<Person> people = new ArrayList<>();
    int count = root.key("poses").items().size();
    for (int p = 0; p < count; p++) {
      int[] kept = official ? withPoints(person("poses2d", p)) : kept(person("poses2d", p));
      if (kept.length > 0) {
        people.add(person(p, kept));
      }
    }
    return people;
  }

  private NdArray person(String key, int index) {
    List<TreeNode> items = root.key(key).items();
    int people = root.key("poses").items().size();
    if (items.size() != people) {
      throw Fault.asked(
          "%s: %s: expected as many entries as poses has, %d, got %d; fetch the file again",
          root.file(), key, people, items.size());
    }
    return items.get(index).array();
  }

  /** Frames whose 2-D points are not all 0: 3dpw-eval evaluate.py at 2640f24. */
  private int[] withPoints(NdArray points) {
    require("poses2d", points, frames, 3, ALL_POINTS);
    double[] values = points.doubles();
    int width = 3 * ALL_POINTS;
    return IntStream.range(0, frames)
        .filter(t -> IntStream.range(t * width, (t + 1) * width).anyMatch(i -> values[i] != 0))
        .toArray();
  }

  private String gender(int index) {
    List<TreeNode> genders = root.find("genders").map(TreeNode::items).orElse(List.of());
    String letter = index < genders.size() ? genders.get(index).text() : "";
    return letter.startsWith("m") ? "male" : letter.startsWith("f") ? "female" : "";
  }

  private int[] kept(NdArray points) {
    require("poses2d", points, frames, 3, ALL_POINTS);
    double[] values = points.doubles();
    int[] kept = new int[frames];
    int count = 0;
    for (int t = 0; t < frames; t++) {
      int seen = 0;
      for (int point : KEY_POINTS) {
        if (values[(t * 3 + 2) * ALL_POINTS + point] > PersonScale.VISIBLE) {
          seen++;
        }
      }
      if (seen > TOO_FEW) {
        kept[count++] = t;
      }
    }
    return Arrays.copyOf(kept, count);
  }

  private Person person(int index, int... kept) {
    NdArray poses = person("poses", index);
    NdArray trans = person("trans", index);
    NdArray valid = person("campose_valid", index);
    NdArray betas = person("betas", index);
    require("poses", poses, frames, POSE);
    require("trans", trans, frames, 3);
    require("campose_valid", valid, frames);
    if (betas.count() < BETAS) {
      throw wrong("betas", "10 or more values", betas);
    }
    boolean[] flags = valid.booleans();
    boolean[] keptFlags = new boolean[kept.length];
    float[] shape = new float[kept.length * BETAS];
    double[] shapes = betas.doubles();
    for (int i = 0; i < kept.length; i++) {
      keptFlags[i] = flags[kept[i]];
      for (int k = 0; k < BETAS; k++) {
        shape[i * BETAS + k] = (float) shapes[k];
      }
    }
    FloatGrid shift = trans.toFloatGrid().rows(kept);
    FloatGrid rotations = inCameraAxes(poses.toFloatGrid().rows(kept), kept);
    if (!rotations.isFinite() || !shift.isFinite()) {
      throw wrong("poses and trans", "finite numbers", "NaN or infinity");
    }
    return new Person(
        "%s_%d".formatted(name, index),
        kept,
        keptFlags,
        rotations,
        FloatGrid.owning(shape, kept.length, BETAS),
        gender(index),
        shift,
        points(person("poses2d", index)).frames(kept));
  }

  /** The points of all frames, and boxes that are smoothed over time, as the converter does. */
  private PicturePoints points(NdArray stored) {
    double[] values = stored.doubles();
    float[] points = new float[frames * KEY_POINTS.length * 3];
    List<Optional<PersonScale>> seen = new ArrayList<>();
    for (int t = 0; t < frames; t++) {
      double[][] rows = new double[3][];
      for (int row = 0; row < 3; row++) {
        int from = (t * 3 + row) * ALL_POINTS;
        rows[row] = Arrays.copyOfRange(values, from, from + ALL_POINTS);
      }
      seen.add(PersonScale.ofKeypoints(rows[0], rows[1], rows[2], PersonScale.VISIBLE));
      for (int k = 0; k < KEY_POINTS.length; k++) {
        int point = KEY_POINTS[k];
        int at = (t * KEY_POINTS.length + k) * 3;
        points[at] = (float) rows[0][point];
        points[at + 1] = (float) rows[1][point];
        points[at + 2] = visible(rows[2][point]);
      }
    }
    return new PicturePoints(
        JointSet.COMMON14.joints().subList(0, KEY_POINTS.length),
        FloatGrid.owning(points, frames, KEY_POINTS.length, 3),
        FloatGrid.owning(boxes(seen), frames, 4));
  }

  /** 1 or 0, as the converter writes it; a confidence that is no number stays none. */
  private static float visible(double confidence) {
    if (!Double.isFinite(confidence)) {
      return Float.NaN;
    }
    return confidence > PersonScale.VISIBLE ? 1 : 0;
  }

  /** A box per frame [T, 4]; without a size before the person is first seen and after the last. */
  private static float[] boxes(List<Optional<PersonScale>> seen) {
    float[] boxes = new float[seen.size() * 4];
    BoxSmoothing.withoutGaps(seen)
        .ifPresent(
            span -> {
              int size = span.values().size();
              List<PersonScale> smooth =
                  (size > ZEROED ? BoxSmoothing.OFFICIAL : BoxSmoothing.FOR_TRACKS)
                      .smooth(span.values());
              for (int i = 0; i < size; i++) {
                Box box = smooth.get(i).square(PersonScale.OFFICIAL_FACTOR);
                int at = (span.first() + i) * 4;
                boxes[at] = (float) box.centreX();
                boxes[at + 1] = (float) box.centreY();
                boxes[at + 2] = (float) box.width();
                boxes[at + 3] = (float) box.height();
              }
            });
    return boxes;
  }

  /** The first rotation of each frame behind the rotation of its camera. */
  private FloatGrid inCameraAxes(FloatGrid poses, int... kept) {
    FloatGrid rotations = Rotations.fromAxisAngle(poses);
    double[] camera = cameras.doubles();
    float[] turned = new float[rotations.length()];
    rotations.copyTo(0, turned, 0, turned.length);
    for (int i = 0; i < kept.length; i++) {
      int from = i * 24 * 9;
      for (int row = 0; row < 3; row++) {
        for (int column = 0; column < 3; column++) {
          double sum = 0;
          for (int k = 0; k < 3; k++) {
            sum += camera[kept[i] * 16 + row * 4 + k] * rotations.get(from + k * 3 + column);
          }
          turned[from + row * 3 + column] = (float) sum;
        }
      }
    }
    return FloatGrid.owning(turned, kept.length, 24, 3, 3);
  }

  private void require(String key, NdArray array, int... shape) {
    if (!array.hasShape(shape)) {
      throw wrong(key, Arrays.toString(shape), array);
    }
  }

  private Fault wrong(String key, String expected, Object actual) {
    return Fault.asked(
        "%s: %s: expected %s, got %s; fetch the file again", root.file(), key, expected, actual);
  }
}
