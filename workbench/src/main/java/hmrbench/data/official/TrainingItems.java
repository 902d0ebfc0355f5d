package hmrbench.data.official;

import static hmrbench.data.official.DbArrays.ANY;

import hmrbench.core.Fault;
import hmrbench.core.FloatGrid;
import hmrbench.core.Half;
import hmrbench.core.Joint;
import hmrbench.core.JointSet;
import hmrbench.io.NdArray;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * The windows and targets that TCMR's trainer draws from a preprocessed file with 3D joints.
 *
 * <p>A window supervises its middle frame (index 8 of 16) alone. Targets pass through half
 * precision, as the original's do. Key points of a window that overlaps an earlier one are those of
 * a first reading here: for Human3.6M and MPI-INF-3DHP the original overwrites its own data while
 * it reads and gives other values the next time.
 *
 * <p>Kept for training on official data, which no command starts yet: only tests reach it.
 *
 * <p>Source: TCMR lib/dataset/_dataset_3d.py and lib/data_utils/_img_utils.py at c41fdd7.
 */
public final class TrainingItems {

  /** Frames of a window, T. */
  public static final int WINDOW_FRAMES = 16;

  private static final int MIDDLE = WINDOW_FRAMES / 2;
  private static final int POSE = 72;
  private static final int BETAS = 10;
  private static final int CAMERA = 3;
  private static final int THETA = CAMERA + POSE + BETAS;

  /** How much larger than the person's box the crop is (_dataset_3d.py, scale of 2D targets). */
  private static final double CROP_SCALE = 1.2;

  /** What the items are for. */
  public enum Purpose {
    /** 49 joints; head and tail windows are copies of the first and last one. */
    TRAIN,
    /** Scored joints; head and tail windows repeat one frame. */
    VALIDATE
  }

  /**
   * Rows of the file that one window shows.
   *
   * @param first first row
   * @param last last row, included; equal to {@code first} where that row is repeated 16 times
   */
  public record Span(int first, int last) {
    /** The row with the target that supervises the window. */
    public int target() {
      return first == last ? first : first + MIDDLE;
    }
  }

  /**
   * What a window should give.
   *
   * @param theta [85]: camera (1, 0, 0), axis-angle, shape
   * @param keypoints [49, 3]: x and y in the crop from -1 to 1, confidence; slots that the file
   *     lacks have confidence 0
   * @param joints [J, 3], in metres
   * @param hasBody whether {@code theta} means something
   * @param counted whether the frame enters the score of a validation
   */
  public record Target(
      FloatGrid theta, FloatGrid keypoints, FloatGrid joints, boolean hasBody, boolean counted) {}

  private final DbKind kind;
  private final Purpose purpose;
  private final FrameRows rows;
  private final NdArray features;
  private final NdArray joints;
  private final NdArray keypoints;
  private final NdArray boxes;
  private final Optional<NdArray> pose;
  private final Optional<NdArray> shape;
  private final Optional<boolean[]> counted;

  private TrainingItems(DbArrays db, DbKind kind, Purpose purpose, NdArray joints) {
    this.kind = kind;
    this.purpose = purpose;
    this.joints = joints;
    this.rows = new FrameRows(db.sequenceOfFrame());
    this.features = db.need("features", ANY);
    this.keypoints = db.need("joints2D", ANY, 3);
    this.boxes = db.need("bbox", 4);
    this.pose = db.find("pose", POSE);
    this.shape = db.find("shape", BETAS);
    this.counted = db.find("valid_i", ANY).or(() -> db.find("valid_i")).map(NdArray::booleans);
    int spin = JointSet.SPIN49.size();
    if (purpose == Purpose.TRAIN && joints.size(1) != spin) {
      throw Fault.asked(
          "%s: joints3D: expected %d joints to train on, got %d; name a training file",
          db.file(), spin, joints.size(1));
    }
  }

  /**
   * Opens a file.
   *
   * @throws Fault if it is no such file, or has no joints to train on
   */
  public static TrainingItems open(Path file, DbKind kind, Purpose purpose) {
    DbArrays db = DbArrays.open(file);
    return new TrainingItems(db, kind, purpose, db.need("joints3D", ANY, 3));
  }

  /** As {@link #open}, with joints [N, 49, 3] from elsewhere. */
  static TrainingItems withJoints(Path file, DbKind kind, Purpose purpose, NdArray joints) {
    return new TrainingItems(DbArrays.open(file), kind, purpose, joints);
  }

  /**
   * The windows, sequence by sequence in the order of the file; sequences shorter than a window
   * have none. As the original does, windows end where a multiple of 16 frames ends.
   *
   * @param overlapping a window from every frame on, with head and tail; otherwise side by side
   */
  public List<Span> windows(boolean overlapping) {
    List<Span> spans = new ArrayList<>();
    for (String sequence : rows.fileOrder()) {
      int[] of = rows.of(sequence);
      int whole = of.length / WINDOW_FRAMES * WINDOW_FRAMES;
      if (whole == 0) {
        continue;
      }
      int start = of[0];
      if (overlapping) {
        addOverlapping(spans, start, whole);
      } else {
        for (int from = 0; from < whole; from += WINDOW_FRAMES) {
          spans.add(span(start + from));
        }
      }
    }
    return spans;
  }

  private void addOverlapping(List<Span> spans, int start, int frames) {
    int lastWindow = start + frames - WINDOW_FRAMES;
    int tail = WINDOW_FRAMES - MIDDLE - 1;
    if (purpose == Purpose.TRAIN) {
      spans.addAll(Collections.nCopies(MIDDLE, span(start)));
    } else {
      for (int row = start; row < start + MIDDLE; row++) {
        spans.add(new Span(row, row));
      }
    }
    for (int from = start; from <= lastWindow; from++) {
      spans.add(span(from));
    }
    if (purpose == Purpose.TRAIN) {
      spans.addAll(Collections.nCopies(tail, span(lastWindow)));
    } else {
      for (int row = start + frames - tail; row < start + frames; row++) {
        spans.add(new Span(row, row));
      }
    }
  }

  private static Span span(int first) {
    return new Span(first, first + WINDOW_FRAMES - 1);
  }

  /** The features [16, F] that a window shows. */
  public FloatGrid features(Span span) {
    int[] shown = new int[WINDOW_FRAMES];
    for (int t = 0; t < WINDOW_FRAMES; t++) {
      shown[t] = span.first() == span.last() ? span.first() : span.first() + t;
    }
    return DbArrays.gather(features, shown);
  }

  /** What the middle frame of a window should give. */
  public Target target(Span span) {
    int row = span.target();
    return new Target(
        Half.roundTrip(theta(row)),
        Half.roundTrip(cropped(row)),
        Half.roundTrip(joints(row)),
        hasBody(),
        counted.isEmpty() || counted.get()[row]);
  }

  /** 3DPW has bodies; Human3.6M only where it trains; MPI-INF-3DHP has none. */
  private boolean hasBody() {
    return kind == DbKind.THREE_DPW || (kind == DbKind.H36M && purpose == Purpose.TRAIN);
  }

  private FloatGrid theta(int row) {
    float[] theta = new float[THETA];
    theta[0] = 1;
    pose.ifPresent(array -> array.row(row).toFloatGrid().copyTo(0, theta, CAMERA, POSE));
    shape.ifPresent(array -> array.row(row).toFloatGrid().copyTo(0, theta, CAMERA + POSE, BETAS));
    return FloatGrid.owning(theta, THETA);
  }

  private FloatGrid joints(int row) {
    FloatGrid stored = joints.rows(row, row + 1).toFloatGrid();
    boolean all = purpose == Purpose.TRAIN || stored.size(1) == kind.joints().size();
    FloatGrid picked = all ? stored : TcmrDbDataset.columns(stored, JointSet.SPIN49, kind.joints());
    return picked.reshape(picked.size(1), 3);
  }

  private FloatGrid cropped(int row) {
    int spin = JointSet.SPIN49.size();
    double[] stored = inSpinOrder(keypoints.row(row).doubles());
    double[] box = boxes.row(row).doubles(); // centre x, centre y, width, height
    float[] crop = new float[spin * 3];
    for (int j = 0; j < spin; j++) {
      for (int axis = 0; axis < 2; axis++) {
        double half = box[2 + axis] * CROP_SCALE / 2;
        crop[3 * j + axis] = (float) ((stored[3 * j + axis] - box[axis]) / half);
      }
      crop[3 * j + 2] = (float) stored[3 * j + 2];
    }
    return FloatGrid.owning(crop, spin, 3);
  }

  private static double[] inSpinOrder(double... stored) {
    int spin = JointSet.SPIN49.size();
    if (stored.length == spin * 3) {
      return stored;
    }
    double[] all = new double[spin * 3];
    for (Joint joint : JointSet.COMMON14.joints()) {
      int from = JointSet.COMMON14.indexOf(joint) * 3;
      System.arraycopy(stored, from, all, JointSet.SPIN49.indexOf(joint) * 3, 3);
    }
    return all;
  }
}
