package hmrbench.data.official;

import hmrbench.core.FloatGrid;
import hmrbench.core.Joint;
import hmrbench.core.JointSet;
import hmrbench.core.KeypointTrack;
import hmrbench.io.NdArray;
import java.util.List;
import java.util.Optional;

/**
 * The 2D points of a file in the TCMR layout, moved from the picture into the crops that a network
 * is trained to place bodies in. Points have the meaning that the official trainers give them: of
 * the joint set {@link JointSet#SPIN49}.
 *
 * <p>Source: lib/dataset/_dataset_3d.py and lib/data_utils/_img_utils.py of TCMR at c41fdd7.
 */
final class CropPoints {

  /** How much larger than the person's box the crop is (_dataset_3d.py, scale of 2D targets). */
  private static final double CROP_SCALE = 1.2;

  private static final String POINTS = "joints2D";
  private static final String BOXES = "bbox";
  private static final JointSet SET = JointSet.SPIN49;

  private final DbArrays db;
  private final FrameRows rows;
  private final List<Joint> order;
  private final boolean found;

  /** Nothing where there are no boxes. */
  private final Optional<NdArray> points;

  private final Optional<NdArray> boxes;

  /**
   * @param order the points of the file
   * @param found whether they were found in the picture; else they are true joints, projected
   */
  CropPoints(DbArrays db, FrameRows rows, List<Joint> order, boolean found) {
    this.db = db;
    this.rows = rows;
    this.order = order;
    this.found = found;
    this.boxes = db.findIfFits(BOXES, 4);
    this.points = db.findIfFits(POINTS, order.size(), 3).filter(it -> boxes.isPresent());
  }

  /**
   * From a pixel of the picture to the crop.
   *
   * @param centre of the box, in pixels
   * @param side of the box, in pixels
   * @return -1 to 1 within the crop
   */
  static double inCrop(double pixel, double centre, double side) {
    return (pixel - centre) / (side * CROP_SCALE / 2);
  }

  /**
   * The 2D joints of some rows; nothing where the file has none. A row whose box has no size shows
   * no joint, nor does a point that {@link #fault} tells of.
   */
  Optional<KeypointTrack> of(int... used) {
    return points.map(all -> track(DbArrays.gather(all, used), boxes(used)));
  }

  private FloatGrid boxes(int... used) {
    return DbArrays.gather(boxes.orElseThrow(), used);
  }

  private KeypointTrack track(FloatGrid stored, FloatGrid box) {
    int frames = stored.size(0);
    float[] seen = new float[frames * SET.size() * KeypointTrack.NUMBERS];
    for (int t = 0; t < frames; t++) {
      for (int j = 0; j < order.size(); j++) {
        if (isSeen(stored, box, t, j) && isSound(stored, box, t, j)) {
          int at = (t * SET.size() + SET.indexOf(order.get(j))) * KeypointTrack.NUMBERS;
          seen[at] = placed(stored, box, t, j, 0);
          seen[at + 1] = placed(stored, box, t, j, 1);
          seen[at + 2] = stored.at(t, j, 2);
        }
      }
    }
    return new KeypointTrack(
        SET, FloatGrid.owning(seen, frames, SET.size(), KeypointTrack.NUMBERS), found);
  }

  private static boolean isSeen(FloatGrid stored, FloatGrid box, int t, int j) {
    boolean empty = box.at(t, 2) <= 0 || box.at(t, 3) <= 0;
    return stored.at(t, j, 2) != 0 && !empty;
  }

  private static boolean isSound(FloatGrid stored, FloatGrid box, int t, int j) {
    float confidence = stored.at(t, j, 2);
    return Float.isFinite(placed(stored, box, t, j, 0) + placed(stored, box, t, j, 1))
        && confidence > 0
        && confidence <= 1;
  }

  private static float placed(FloatGrid stored, FloatGrid box, int t, int j, int axis) {
    return (float) inCrop(stored.at(t, j, axis), box.at(t, axis), box.at(t, 2 + axis));
  }

  /** What keeps bodies from being fitted to them, and what to do. */
  Optional<String> fault() {
    if (points.isEmpty()) {
      return Optional.of(
          "%s has no 2D joints: it needs %s [N, %d, 3] and %s [N, 4]; name a file that has both"
              .formatted(db.file(), POINTS, order.size(), BOXES));
    }
    return rows.fileOrder().stream().flatMap(name -> fault(name).stream()).findFirst();
  }

  private Optional<String> fault(String sequence) {
    int[] used = rows.of(sequence);
    FloatGrid stored = DbArrays.gather(points.orElseThrow(), used);
    FloatGrid box = boxes(used);
    boolean any = false;
    for (int t = 0; t < used.length; t++) {
      for (int j = 0; j < order.size(); j++) {
        boolean seen = isSeen(stored, box, t, j);
        if (seen && !isSound(stored, box, t, j)) {
          return Optional.of(
              "%s: %s, row %d (sequence %s), %s: expected a finite pixel, a finite box and a"
                      .formatted(db.file(), POINTS, used[t], sequence, order.get(j))
                  + " confidence from 0 to 1, got (%s, %s) with %s; make the file again"
                      .formatted(stored.at(t, j, 0), stored.at(t, j, 1), stored.at(t, j, 2)));
        }
        any |= seen;
      }
    }
    return any
        ? Optional.empty()
        : Optional.of(
            "%s: sequence %s: no 2D joint of its %d frames has a confidence above 0 and a box with"
                    .formatted(db.file(), sequence, used.length)
                + " a size; leave the sequence out");
  }
}
