package hmrbench.video.track;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC3;

import hmrbench.picture.image.Picture;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.opencv_core.Mat;

/** Pictures for OpenCV. */
final class OpenCvPictures {

  private OpenCvPictures() {}

  /** A copy, red first; the caller closes it. */
  static Mat of(Picture picture) {
    Mat mat = new Mat(picture.height(), picture.width(), CV_8UC3);
    try (BytePointer data = mat.data()) {
      data.put(picture.rgb());
    }
    return mat;
  }
}
