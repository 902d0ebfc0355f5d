package hmrbench.picture.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hmrbench.io.npy.Npz;
import hmrbench.testing.Shared;
import org.junit.jupiter.api.Test;

class CropMapTest {

  // The reference solves six equations in double; another order of the same sums.
  private static final double ROUNDING = 1e-8;

  @Test
  void maps_boxes_as_the_official_crop_does() {
    Npz golden = Npz.open(Shared.golden("expected/crop.npz"));
    double[] boxes = golden.get("bbox_cxcywh").doubles();
    double[] scales = golden.get("scale").doubles();
    double[] turns = golden.get("rot_deg").doubles();
    double[] expected = golden.get("affine").doubles();
    double[] back = golden.get("affine_inverse").doubles();
    for (int i = 0; i < scales.length; i++) {
      Box box = new Box(boxes[i * 4], boxes[i * 4 + 1], boxes[i * 4 + 2], boxes[i * 4 + 3]);
      AffineMap map = CropMap.of(box, scales[i], turns[i], 224, 224);
      for (int k = 0; k < 6; k++) {
        assertThat(entry(map, k)).isCloseTo(expected[i * 6 + k], within(ROUNDING));
        // The reference's inverse is solved from the float32 points, not from the matrix.
        assertThat(entry(map.inverse(), k)).isCloseTo(back[i * 6 + k], within(1e-6));
      }
    }
  }

  @Test
  void moves_key_points_as_the_official_targets() {
    Npz golden = Npz.open(Shared.golden("expected/crop.npz"));
    double[] boxes = golden.get("bbox_cxcywh").doubles();
    double[] points = golden.get("keypoints").doubles();
    double[] cropped = golden.get("keypoints_cropped_scale12").doubles();
    double[] normalised = golden.get("keypoints_normalized").doubles();
    for (int i = 0; i < 24; i++) {
      Box box = new Box(boxes[i * 4], boxes[i * 4 + 1], boxes[i * 4 + 2], boxes[i * 4 + 3]);
      AffineMap map = CropMap.toNetwork(box, CropMap.KEYPOINT_SCALE);
      for (int k = 0; k < 49; k++) {
        int at = i * 49 + k;
        double x = map.x(points[at * 3], points[at * 3 + 1]);
        double y = map.y(points[at * 3], points[at * 3 + 1]);
        assertThat(x).isCloseTo(cropped[at * 2], within(1e-6));
        assertThat(y).isCloseTo(cropped[at * 2 + 1], within(1e-6));
        assertThat(CropMap.normalised(x)).isCloseTo(normalised[at * 2], within(1e-8));
        assertThat(CropMap.cropPixels(CropMap.normalised(y))).isCloseTo(y, within(1e-10));
      }
    }
  }

  @Test
  void squares_around_key_points_are_the_official_ones() {
    Npz golden = Npz.open(Shared.golden("expected/crop.npz"));
    double[] points = golden.get("keypoints").doubles();
    double[] expected = golden.get("bbox_from_kp2d").doubles();
    for (int i = 0; i < 24; i++) {
      double[] x = new double[49];
      double[] y = new double[49];
      for (int k = 0; k < 49; k++) {
        x[k] = points[(i * 49 + k) * 3];
        y[k] = points[(i * 49 + k) * 3 + 1];
      }
      Box box = KeypointBoxes.squareAround(x, y);
      assertThat(box.centreX()).isCloseTo(expected[i], within(1e-9));
      assertThat(box.centreY()).isCloseTo(expected[24 + i], within(1e-9));
      assertThat(box.width()).isCloseTo(expected[48 + i], within(1e-9));
      assertThat(box.height()).isCloseTo(expected[72 + i], within(1e-9));
    }
  }

  @Test
  void a_square_box_scales_both_axes_alike_and_another_does_not() {
    AffineMap square = CropMap.toNetwork(new Box(50, 60, 100, 100), 1.2);
    assertThat(square.scaleX()).isCloseTo(square.scaleY(), within(1e-6));
    AffineMap tight = CropMap.toNetwork(new Box(50, 60, 50, 100), 1.2);
    assertThat(tight.scaleX() / tight.scaleY()).isCloseTo(2, within(1e-6));
  }

  private static double entry(AffineMap map, int k) {
    return new double[] {map.xx(), map.xy(), map.x0(), map.yx(), map.yy(), map.y0()}[k];
  }
}
