package hmrbench.picture.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hmrbench.io.npy.Npz;
import hmrbench.testing.Shared;
import org.junit.jupiter.api.Test;

class CropCameraTest {

  @Test
  void becomes_the_official_camera_of_the_picture() {
    Npz golden = Npz.open(Shared.golden("expected/camera.npz"));
    double[] crop = golden.get("crop_cam").doubles();
    double[] boxes = golden.get("bbox").doubles();
    double[] expected = golden.get("orig_cam").doubles();
    int width = (int) golden.get("img_width").longs()[0];
    int height = (int) golden.get("img_height").longs()[0];
    for (int i = 0; i < 10; i++) {
      Box box = new Box(boxes[i * 4], boxes[i * 4 + 1], boxes[i * 4 + 2], boxes[i * 4 + 3]);
      PictureCamera camera =
          new CropCamera(crop[i * 3], crop[i * 3 + 1], crop[i * 3 + 2])
              .inPicture(box, width, height);
      assertThat(camera.scaleX()).isCloseTo(expected[i * 4], within(1e-12));
      assertThat(camera.scaleY()).isCloseTo(expected[i * 4 + 1], within(1e-12));
      assertThat(camera.x()).isCloseTo(expected[i * 4 + 2], within(1e-9));
      assertThat(camera.y()).isCloseTo(expected[i * 4 + 3], within(1e-9));
    }
  }

  @Test
  void projects_as_the_official_training() {
    Npz golden = Npz.open(Shared.golden("expected/camera.npz"));
    double[] joints = golden.get("joints3d").doubles();
    double[] crop = golden.get("proj_cam").doubles();
    double[] expected = golden.get("projected").doubles();
    for (int i = 0; i < 6; i++) {
      CropCamera camera = new CropCamera(crop[i * 3], crop[i * 3 + 1], crop[i * 3 + 2]);
      for (int j = 0; j < 49; j++) {
        int at = i * 49 + j;
        double[] uv =
            camera.project(new double[] {joints[at * 3], joints[at * 3 + 1], joints[at * 3 + 2]});
        // The reference divides and multiplies in float32.
        assertThat(uv[0]).isCloseTo(expected[at * 2], within(2e-6));
        assertThat(uv[1]).isCloseTo(expected[at * 2 + 1], within(2e-6));
      }
    }
  }

  @Test
  void the_picture_camera_shows_a_point_where_the_crop_shows_it() {
    Box box = new Box(300, 200, 180, 180);
    CropCamera crop = new CropCamera(0.8, 0.1, -0.2);
    PictureCamera picture = crop.inPicture(box, 640, 480);
    double cropColumn = CropMap.cropPixels(0.8 * (0.3 + 0.1));
    double cropRow = CropMap.cropPixels(0.8 * (-0.5 - 0.2));
    AffineMap back = CropMap.toNetwork(box, 1).inverse();
    assertThat(picture.column(0.3, 640)).isCloseTo(back.x(cropColumn, cropRow), within(1e-9));
    assertThat(picture.row(-0.5, 480)).isCloseTo(back.y(cropColumn, cropRow), within(1e-9));
  }
}
