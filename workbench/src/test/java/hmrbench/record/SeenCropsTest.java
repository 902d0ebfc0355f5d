package hmrbench.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SeenCropsTest {

  private static final int SIDE = 16;
  private static final int CROPS = 18;

  @Test
  void crops_lie_in_rows_of_sixteen(@TempDir Path folder) throws IOException {
    int each = 3 * SIDE * SIDE;
    byte[] rgb = new byte[CROPS * each];
    for (int crop = 0; crop < CROPS; crop++) {
      Arrays.fill(rgb, crop * each, (crop + 1) * each, (byte) (10 * crop));
    }
    Path file = folder.resolve(SeenCrops.path("set", 30, "walk"));
    SeenCrops.write(file, SIDE, rgb);

    BufferedImage read = ImageIO.read(file.toFile());
    assertThat(read.getWidth()).isEqualTo(16 * SIDE);
    assertThat(read.getHeight()).isEqualTo(2 * SIDE);
    for (int crop = 0; crop < CROPS; crop++) {
      int pixel = read.getRGB(crop % 16 * SIDE + SIDE / 2, crop / 16 * SIDE + SIDE / 2);
      assertThat(pixel & 255).isCloseTo(10 * crop, within(3));
    }
  }

  @Test
  void a_name_never_leads_out_of_the_folder() {
    assertThat(SeenCrops.path("set", 29.97, "test-000-walk"))
        .isEqualTo("crops/set__29.97fps/test-000-walk.jpg");
    assertThat(SeenCrops.path("set", 30, "../../elsewhere"))
        .matches("crops/set__30fps/[0-9a-f]{16}\\.jpg");
  }
}
