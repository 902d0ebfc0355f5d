package hmrbench.data.official;

import static hmrbench.data.official.DbArrays.ANY;

import hmrbench.core.Joint;
import hmrbench.core.JointSet;
import hmrbench.core.Remark;
import hmrbench.io.NdArray;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What can be checked about a file in the TCMR layout without knowing what it should hold. Each
 * finding is a remark; none of them stops a run, since the official programs read such files too.
 */
final class DbChecks {

  /** Length of a feature vector of the SPIN backbone (TCMR lib/models/spin.py). */
  private static final int SPIN_FEATURES = 2048;

  /** A coordinate above this, in metres, is no camera or world position of a filmed person. */
  private static final double FARTHEST_METRES = 50;

  /** A rotation vector may be a full turn and a little more, in radians. */
  private static final double LONGEST_ROTATION = 2 * Math.PI + 0.5;

  private static final double RELATIVE_ROUNDING = 1e-3;
  private static final int BLOCK_ROWS = 4096;

  private final DbArrays db;
  private final DbKind kind;
  private final FrameRows rows;
  private final List<Remark> remarks = new ArrayList<>();

  DbChecks(DbArrays db, DbKind kind, FrameRows rows) {
    this.db = db;
    this.kind = kind;
    this.rows = rows;
  }

  List<Remark> remarks() {
    sequences();
    features();
    joints();
    db.find("pose", 72).ifPresent(this::pose);
    db.find("bbox", 4).ifPresent(this::boxes);
    if (kind == DbKind.THREE_DPW && db.find("valid").isEmpty()) {
      note("no-valid-key", "no key valid: every frame is taken for valid");
    }
    return List.copyOf(remarks);
  }

  private void note(String kind, String sentence) {
    remarks.add(Remark.note(kind, db.file(), sentence));
  }

  private void doubt(String kind, String sentence) {
    remarks.add(Remark.doubt(kind, db.file(), sentence));
  }

  private void sequences() {
    if (!rows.contiguous()) {
      note(
          "rows-apart",
          "vid_name: the rows of a sequence do not follow each other; windows join them");
    }
  }

  private void features() {
    NdArray features = db.need("features", ANY);
    if (features.size(1) != SPIN_FEATURES) {
      note(
          "feature-size",
          "features: %d per frame where the SPIN backbone gives 2048".formatted(features.size(1)));
    }
  }

  private void joints() {
    NdArray joints = db.need("joints3D", ANY, 3);
    int count = joints.size(1);
    boolean relative = kind != DbKind.THREE_DPW;
    int root = JointSet.SPIN49.indexOf(Joint.HIP_MPII);
    double farthest = 0;
    double offCentre = 0;
    for (int from = 0; from < db.frames(); from += BLOCK_ROWS) {
      double[] block = joints.rows(from, Math.min(db.frames(), from + BLOCK_ROWS)).doubles();
      for (int i = 0; i < block.length; i++) {
        double size = Math.abs(block[i]);
        farthest = Double.isFinite(size) ? Math.max(farthest, size) : Double.POSITIVE_INFINITY;
        boolean isRoot = relative && i / 3 % count == root;
        offCentre = isRoot ? Math.max(offCentre, size) : offCentre;
      }
    }
    if (farthest > FARTHEST_METRES) {
      doubt(
          "far-positions",
          String.format(Locale.ROOT, "joints3D: a coordinate of %.1f; expected metres", farthest));
    }
    if (offCentre > RELATIVE_ROUNDING) {
      doubt(
          "pelvis-off-origin",
          String.format(
              Locale.ROOT,
              "joints3D: the pelvis (slot %d) is %.3f m off the origin; expected positions "
                  + "relative to it",
              root,
              offCentre));
    }
  }

  private void pose(NdArray pose) {
    double longest = 0;
    for (int from = 0; from < db.frames(); from += BLOCK_ROWS) {
      double[] block = pose.rows(from, Math.min(db.frames(), from + BLOCK_ROWS)).doubles();
      for (int i = 0; i < block.length; i += 3) {
        longest = Math.max(longest, Math.hypot(Math.hypot(block[i], block[i + 1]), block[i + 2]));
      }
    }
    if (!(longest <= LONGEST_ROTATION)) {
      doubt(
          "long-rotation-vectors",
          String.format(
              Locale.ROOT,
              "pose: a rotation vector of length %.2f; expected radians, at most a turn",
              longest));
    }
  }

  private void boxes(NdArray boxes) {
    for (int from = 0; from < db.frames(); from += BLOCK_ROWS) {
      double[] block = boxes.rows(from, Math.min(db.frames(), from + BLOCK_ROWS)).doubles();
      for (int i = 0; i < block.length; i += 4) {
        if (!(Math.abs(block[i + 2] - block[i + 3]) <= RELATIVE_ROUNDING * block[i + 2])) {
          note(
              "boxes-not-square",
              "bbox: the box of frame %d is not square; crops of it are distorted"
                  .formatted(from + i / 4));
          return;
        }
      }
    }
  }
}
