package hmrbench.data.official;

import hmrbench.core.Joint;
import hmrbench.core.KeypointTrack;
import hmrbench.io.NdArray;
import java.util.List;
import java.util.Optional;

/**
 * The 2D points of a file in the TCMR layout, moved from the picture into the crops that a network
 * is trained to place bodies in.
 */
final class CropPoints {

  private static final String POINTS = "joints2D";
  private static final String BOXES = "bbox";

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

  /** The 2D joints of some rows; nothing where the file has none. */
  Optional<KeypointTrack> of(int... used) {
    return points.map(all -> inPicture(all, used).inCrops(found));
  }

  private PicturePoints inPicture(NdArray all, int... used) {
    return new PicturePoints(
        order, DbArrays.gather(all, used), DbArrays.gather(boxes.orElseThrow(), used));
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
    return inPicture(points.orElseThrow(), used)
        .fault(
            t -> "%s: %s, row %d (sequence %s)".formatted(db.file(), POINTS, used[t], sequence),
            "%s: sequence %s".formatted(db.file(), sequence));
  }
}
