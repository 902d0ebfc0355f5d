package hmrbench.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hmrbench.core.Fault;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class CropFeaturesTest {

  private static byte[] jpeg(int width, int height) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), "jpg", out);
    return out.toByteArray();
  }

  @Test
  void crops_of_another_size_are_refused_before_weights_are_read() throws IOException {
    try (CropFeatures crops = new CropFeatures(Path.of("none.index"))) {
      List<byte[]> pictures = List.of(jpeg(300, 200));
      assertThatThrownBy(() -> crops.of(pictures, "walk.tfrecord"))
          .isInstanceOf(Fault.class)
          .hasMessage(
              "walk.tfrecord: frame 0: expected a picture of [224, 224] pixels, got [300, 200]; make"
                  + " the file again with crops of this size");
      List<byte[]> text = List.of(new byte[] {'n', 'o'});
      assertThatThrownBy(() -> crops.of(text, "walk.tfrecord"))
          .hasMessageContaining("got no picture that Java decodes");
      assertThat(crops.featureSize()).isEqualTo(2048);
    }
  }

  @Test
  void weights_that_are_not_there_are_named() throws IOException {
    try (CropFeatures crops = new CropFeatures(Path.of("none.index"))) {
      List<byte[]> pictures = List.of(jpeg(224, 224));
      assertThatThrownBy(() -> crops.of(pictures, "walk.tfrecord"))
          .hasMessage("checkpoint none.index: there is no such file");
    }
  }
}
