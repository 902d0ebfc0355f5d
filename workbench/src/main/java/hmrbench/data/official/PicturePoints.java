package hmrbench.data.official;

import hmrbench.core.FloatGrid;
import hmrbench.core.Joint;
import hmrbench.core.JointSet;
import hmrbench.core.KeypointTrack;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;

/**
 * 2D points of some frames in pixels of the picture, and boxes of the person. Points have the
 * meaning that the official trainers give them: of the joint set {@link JointSet#SPIN49}.
 *
 * <p>Source: lib/dataset/_dataset_3d.py and lib/data_utils/_img_utils.py of TCMR at c41fdd7.
 *
 * @param order what each column of the points is
 * @param points x, y and confidence [T, J, 3]; a confidence of 0 is not seen
 * @param boxes middle in x and y, width and height [T, 4]; a box without a size shows nothing
 */
record PicturePoints(List<Joint> order, FloatGrid points, FloatGrid boxes) {

  /** How much larger than the person's box the crop is (_dataset_3d.py, scale of 2D targets). */
  private static final double CROP_SCALE = 1.2;

  private static final JointSet SET = JointSet.SPIN49;

  PicturePoints {
    order = List.copyOf(order);
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

  /** The frames with these indices, in this order. */
  PicturePoints frames(int... kept) {
    return new PicturePoints(order, points.rows(kept), boxes.rows(kept));
  }

  /**
   * The points in crops. One that {@link #fault} tells of is not seen there.
   *
   * @param found whether they were found in the picture; else they are true joints, projected
   */
  KeypointTrack inCrops(boolean found) {
    int frames = points.size(0);
    float[] seen = new float[frames * SET.size() * KeypointTrack.NUMBERS];
    for (int t = 0; t < frames; t++) {
      for (int j = 0; j < order.size(); j++) {
        if (isSeen(t, j) && isSound(t, j)) {
          int at = (t * SET.size() + SET.indexOf(order.get(j))) * KeypointTrack.NUMBERS;
          seen[at] = placed(t, j, 0);
          seen[at + 1] = placed(t, j, 1);
          seen[at + 2] = points.at(t, j, 2);
        }
      }
    }
    return new KeypointTrack(
        SET, FloatGrid.owning(seen, frames, SET.size(), KeypointTrack.NUMBERS), found);
  }

  private boolean isSeen(int t, int j) {
    boolean empty = boxes.at(t, 2) <= 0 || boxes.at(t, 3) <= 0;
    return points.at(t, j, 2) != 0 && !empty;
  }

  private boolean isSound(int t, int j) {
    float confidence = points.at(t, j, 2);
    return Float.isFinite(placed(t, j, 0) + placed(t, j, 1))
        && Float.isFinite(boxes.at(t, 2) + boxes.at(t, 3))
        && confidence > 0
        && confidence <= 1;
  }

  private float placed(int t, int j, int axis) {
    return (float) inCrop(points.at(t, j, axis), boxes.at(t, axis), boxes.at(t, 2 + axis));
  }

  /**
   * What keeps bodies from being fitted to them, and what to do.
   *
   * @param place where a frame is, in words
   * @param whole where they all are, in words
   */
  Optional<String> fault(IntFunction<String> place, String whole) {
    boolean any = false;
    for (int t = 0; t < points.size(0); t++) {
      for (int j = 0; j < order.size(); j++) {
        boolean seen = isSeen(t, j);
        if (seen && !isSound(t, j)) {
          return Optional.of(
              "%s, %s: expected a finite pixel, a finite box and a confidence from 0 to 1, got"
                      .formatted(place.apply(t), order.get(j))
                  + " (%s, %s) with %s; make the file again"
                      .formatted(points.at(t, j, 0), points.at(t, j, 1), points.at(t, j, 2)));
        }
        any |= seen;
      }
    }
    return any
        ? Optional.empty()
        : Optional.of(
            "%s: no 2D joint of its %d frames has a confidence above 0 and a box with a size; leave"
                    .formatted(whole, points.size(0))
                + " the sequence out");
  }
}
