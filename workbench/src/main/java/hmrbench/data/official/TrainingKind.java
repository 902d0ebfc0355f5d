package hmrbench.data.official;

import hmrbench.core.Joint;
import java.util.List;

/**
 * What the database of one data set means to the official trainers: which points its 2D columns
 * are, whether they are moved into the crop, and what else it labels. {@link TrainingKinds} lists
 * them.
 *
 * @param name as a recipe writes it
 * @param points the 2D points in the order of the file
 * @param publishedPoints what the official code takes them for; another list only where it errs
 * @param storage how the file is written
 * @param labels what there is beside 2D points
 * @param overwritten whether the official code overwrites 2D points while it reads them, so that a
 *     row that is served again is moved into the crop again
 */
public record TrainingKind(
    String name,
    List<Joint> points,
    List<Joint> publishedPoints,
    Storage storage,
    Labels labels,
    boolean overwritten) {

  /** How a file is written. */
  public enum Storage {
    /** A joblib dictionary with boxes; points are pixels of the whole picture. */
    PICTURE_PIXELS,
    /** HDF5 without boxes; points are pixels of crops of 224 x 224 pixels. */
    CROP_PIXELS
  }

  /** What a file labels beside 2D points. */
  public enum Labels {
    NONE,
    /** 49 joints in metres. */
    JOINTS,
    /** Joints, and SMPL's pose and shape. */
    BODY;

    /** Whether there are joints in metres. */
    public boolean hasJoints() {
      return this != NONE;
    }
  }

  public TrainingKind {
    points = List.copyOf(points);
    publishedPoints = List.copyOf(publishedPoints);
  }
}
