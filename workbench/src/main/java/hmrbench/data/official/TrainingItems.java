package hmrbench.data.official;

import static hmrbench.data.official.DbArrays.ANY;

import hmrbench.core.Fault;
import hmrbench.core.FloatGrid;
import hmrbench.core.Half;
import hmrbench.core.Joint;
import hmrbench.core.JointSet;
import hmrbench.core.KeypointTrack;
import hmrbench.data.official.TrainingKind.Labels;
import hmrbench.data.official.TrainingKind.Storage;
import hmrbench.io.DType;
import hmrbench.io.NdArray;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * The windows and targets that the official trainers draw from one preprocessed file. Targets pass
 * through half precision, as the originals' do. Safe for several threads.
 *
 * <p>Source: lib/dataset/_dataset_2d.py, _dataset_3d.py, insta.py and lib/data_utils/_img_utils.py
 * of TCMR at c41fdd7.
 */
public final class TrainingItems {

  private static final int POSE = 72;
  private static final int BETAS = 10;
  private static final int CAMERA = 3;
  private static final int THETA = CAMERA + POSE + BETAS;
  private static final int SPIN = JointSet.SPIN49.size();
  private static final int BLOCK_ROWS = 1024;

  /**
   * What a row should give.
   *
   * @param theta [85]: camera (1, 0, 0), axis-angle, shape; 0 where there is no body
   * @param keypoints [49, 3]: x and y in the crop from -1 to 1, confidence; slots that the file
   *     lacks have confidence 0
   * @param joints [49, 3], in metres; 0 where there are none
   */
  public record Target(FloatGrid theta, FloatGrid keypoints, FloatGrid joints) {}

  private final TrainingKind kind;
  private final boolean body;
  private final DbArrays db;
  private final FrameRows rows;
  private final NdArray features;
  private final NdArray keypoints;
  private final Optional<NdArray> boxes;
  private final Optional<NdArray> joints;
  private final Optional<NdArray> pose;
  private final Optional<NdArray> shape;
  private final int[] slots;

  private TrainingItems(
      TrainingKind kind, DbArrays db, Optional<NdArray> joints, boolean body, boolean asPublished) {
    this.kind = kind;
    this.db = db;
    this.body = body;
    this.joints = joints;
    this.rows = new FrameRows(db.sequenceOfFrame());
    this.features = db.need("features", ANY);
    this.keypoints = db.need("joints2D", kind.points().size(), 3);
    this.boxes =
        kind.storage() == Storage.PICTURE_PIXELS
            ? Optional.of(db.need("bbox", 4))
            : Optional.empty();
    this.pose = body ? Optional.of(db.need("pose", POSE)) : Optional.empty();
    this.shape = body ? Optional.of(db.need("shape", BETAS)) : Optional.empty();
    List<Joint> order = asPublished ? kind.publishedPoints() : kind.points();
    this.slots = order.stream().mapToInt(JointSet.SPIN49::indexOf).toArray();
    requireSound();
  }

  /**
   * Opens a file.
   *
   * @param body whether its pose and shape are to be learnt
   * @param asPublished whether points are taken for what the official code takes them for
   * @throws Fault if it is no such file, or lacks what is to be learnt
   */
  public static TrainingItems open(
      TrainingKind kind, Path file, boolean body, boolean asPublished) {
    if (body && kind.labels() != Labels.BODY) {
      throw Fault.asked(
          "%s: a file of kind %s has no SMPL labels, and body: true asks for them; set body: false",
          file, kind.name());
    }
    DbArrays db =
        kind.storage() == Storage.CROP_PIXELS ? DbArrays.openHdf5(file) : DbArrays.open(file);
    Optional<NdArray> joints =
        kind.labels().hasJoints() ? Optional.of(db.need("joints3D", ANY, 3)) : Optional.empty();
    joints
        .map(array -> array.size(1))
        .filter(count -> count != SPIN)
        .ifPresent(
            count -> {
              throw Fault.asked(
                  "%s: joints3D: expected %d joints to train on, got %d; name a training file",
                  db.file(), SPIN, count);
            });
    return new TrainingItems(kind, db, joints, body, asPublished);
  }

  private void requireSound() {
    if (!rows.contiguous()) {
      throw Fault.asked(
          "%s: vid_name: the rows of a sequence do not follow each other, and windows would mix"
              + " sequences; make the file again",
          db.file());
    }
    if (!anyVisible()) {
      throw Fault.asked(
          "%s: joints2D: no point of any frame has a confidence above 0, so nothing in it can be"
              + " learnt; leave the file out, or make it again",
          db.file());
    }
    if (body && !anyPose()) {
      throw Fault.asked(
          "%s: pose: all values are 0, as in files without SMPL labels (*_nosmpl), and body: true"
              + " would train towards the rest pose; set body: false, or name the file with labels",
          db.file());
    }
  }

  private boolean anyVisible() {
    return anyBlock(
        keypoints,
        values -> IntStream.range(0, values.length / 3).anyMatch(i -> values[3 * i + 2] > 0));
  }

  private boolean anyPose() {
    return anyBlock(pose.orElseThrow(), values -> Arrays.stream(values).anyMatch(v -> v != 0));
  }

  private boolean anyBlock(NdArray array, Predicate<double[]> holds) {
    for (int from = 0; from < db.frames(); from += BLOCK_ROWS) {
      if (holds.test(array.rows(from, Math.min(db.frames(), from + BLOCK_ROWS)).doubles())) {
        return true;
      }
    }
    return false;
  }

  /** The file, as messages name it. */
  public String file() {
    return db.file();
  }

  /** What data set the file is of. */
  public TrainingKind kind() {
    return kind;
  }

  /** Whether its pose and shape are to be learnt. */
  public boolean hasBody() {
    return body;
  }

  /** Length of a feature vector, F. */
  public int featureSize() {
    return features.size(1);
  }

  /** Frames of all sequences together. */
  public int frames() {
    return db.frames();
  }

  /**
   * First rows of the windows, sequence by sequence in the order of the file.
   *
   * @throws Fault if no sequence is as long as a window
   */
  public int[] windows(TrainingWindows rule, int stride) {
    int[] starts =
        rows.fileOrder().stream()
            .map(rows::of)
            .flatMapToInt(
                of -> Arrays.stream(rule.in(of.length, stride)).map(first -> of[0] + first))
            .toArray();
    if (starts.length == 0) {
      int longest =
          rows.fileOrder().stream().mapToInt(name -> rows.of(name).length).max().orElse(0);
      throw Fault.asked(
          "%s: no sequence is as long as a window: the longest has %d frames, a window has %d;"
              + " leave the file out",
          db.file(), longest, TrainingWindows.FRAMES);
    }
    return starts;
  }

  /**
   * Copies the features [16, F] of a window.
   *
   * @param first its first row
   * @throws Fault if one is not finite
   */
  public void featuresTo(int first, float[] target, int at) {
    float[] read = features.rows(first, first + TrainingWindows.FRAMES).floats();
    for (int i = 0; i < read.length; i++) {
      if (!Float.isFinite(read[i])) {
        int row = first + i / featureSize();
        throw Fault.asked(
            "%s: features: expected finite numbers, got %s in row %d (sequence %s); make the file"
                + " again",
            db.file(), read[i], row, sequenceOf(row));
      }
    }
    System.arraycopy(read, 0, target, at, read.length);
  }

  /** The name of the sequence of a row. */
  public String sequenceOf(int row) {
    return rows.fileOrder().stream()
        .filter(
            name -> {
              int[] of = rows.of(name);
              return row >= of[0] && row <= of[of.length - 1];
            })
        .findFirst()
        .orElseThrow();
  }

  /** What a row should give. */
  public Target target(int row) {
    return target(row, 1);
  }

  /**
   * What a row should give when its points were moved into the crop several times, as the official
   * code does where it overwrites them.
   *
   * @param times 1 where they were not
   */
  public Target target(int row, int times) {
    return new Target(
        Half.roundTrip(theta(row)),
        Half.roundTrip(cropped(row, times)),
        Half.roundTrip(
            joints
                .map(array -> array.row(row).toFloatGrid())
                .orElseGet(() -> FloatGrid.zeros(SPIN, 3))));
  }

  private FloatGrid theta(int row) {
    float[] theta = new float[THETA];
    theta[0] = 1;
    pose.ifPresent(array -> array.row(row).toFloatGrid().copyTo(0, theta, CAMERA, POSE));
    shape.ifPresent(array -> array.row(row).toFloatGrid().copyTo(0, theta, CAMERA + POSE, BETAS));
    return FloatGrid.owning(theta, THETA);
  }

  private FloatGrid cropped(int row, int times) {
    double[] stored = keypoints.row(row).doubles();
    double[] box = boxes.map(array -> array.row(row).doubles()).orElse(new double[0]);
    float[] crop = new float[SPIN * 3];
    for (int slot = 0; slot < SPIN; slot++) {
      // A point that the file lacks is at pixel (0, 0) before it is moved.
      place(new double[3], box, times, crop, slot);
    }
    for (int i = 0; i < slots.length; i++) {
      double[] point = {stored[3 * i], stored[3 * i + 1], stored[3 * i + 2]};
      place(point, box, times, crop, slots[i]);
      if (point[2] > 0 && !Float.isFinite(crop[3 * slots[i]] + crop[3 * slots[i] + 1])) {
        throw Fault.asked(
            "%s: row %d (sequence %s): its joints2D and bbox give no finite point in the crop; make"
                + " the file again",
            db.file(), row, sequenceOf(row));
      }
    }
    return FloatGrid.owning(crop, SPIN, 3);
  }

  private void place(double[] point, double[] box, int times, float[] crop, int slot) {
    for (int axis = 0; axis < 2; axis++) {
      double value = point[axis];
      if (box.length == 0) {
        value = value / KeypointTrack.HALF_CROP_PIXELS - 1;
      }
      for (int time = 0; time < times && box.length > 0; time++) {
        value = PicturePoints.inCrop(value, box[axis], box[2 + axis]);
        value = keypoints.dtype().equals(DType.F32) ? (float) value : value;
      }
      crop[3 * slot + axis] = (float) value;
    }
    crop[3 * slot + 2] = (float) point[2];
  }
}
