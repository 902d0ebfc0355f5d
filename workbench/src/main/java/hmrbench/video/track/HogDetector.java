package hmrbench.video.track;

import static org.bytedeco.opencv.global.opencv_imgproc.INTER_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import hmrbench.picture.geometry.Box;
import hmrbench.picture.image.Picture;
import hmrbench.video.NativeLibraries;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.RectVector;
import org.bytedeco.opencv.opencv_core.Size;
import org.bytedeco.opencv.opencv_objdetect.HOGDescriptor;

/**
 * The person detector that comes with OpenCV and needs no download: gradients in windows of 64 x
 * 128 pixels before a linear classifier (N. Dalal and B. Triggs, Histograms of Oriented Gradients
 * for Human Detection, 2005). It finds upright people who are seen as a whole, and little else.
 */
public final class HogDetector implements PersonDetector {

  private static final String OPENCV_HOG = "opencv-hog";

  /** Pictures are made this large before the search, along the longer side, in pixels. */
  private static final int SEARCH_SIDE = 640;

  /** Score from which a window counts: the classifier's own border. */
  private static final double LEAST_SCORE = 0;

  /** Score from which false windows are rare. */
  private static final double SURE_SCORE = 0.5;

  private static final int STEP = 8;
  private static final double SCALE_STEP = 1.05;

  /**
   * How much of the window's height a person fills: 96 of 128 pixels in the training pictures, and
   * half of what is left, since heads were cut in the clips that we looked at.
   */
  private static final double PERSON_HEIGHT = 106.0 / 128;

  /** The same across; arms reach beyond the 32 of 64 pixels of a torso. */
  private static final double PERSON_WIDTH = 40.0 / 64;

  /** Of two boxes that overlap more than this the weaker is dropped. */
  private static final double SAME_PERSON = 0.4;

  private final HOGDescriptor descriptor;
  private final FloatPointer classifier;

  public HogDetector() {
    NativeLibraries.requireOpenCv();
    descriptor = new HOGDescriptor();
    classifier = HOGDescriptor.getDefaultPeopleDetector();
    try (Mat weights = new Mat(classifier)) {
      descriptor.setSVMDetector(weights);
    }
  }

  @Override
  public String name() {
    return OPENCV_HOG;
  }

  @Override
  public double newcomerConfidence() {
    return SURE_SCORE;
  }

  @Override
  public List<Detection> detect(Picture picture) {
    double shrink = Math.min(1, (double) SEARCH_SIDE / Math.max(picture.width(), picture.height()));
    try (Mat full = OpenCvPictures.of(picture);
        Mat searched = new Mat();
        RectVector windows = new RectVector();
        DoublePointer scores = new DoublePointer()) {
      int width = (int) Math.round(picture.width() * shrink);
      int height = (int) Math.round(picture.height() * shrink);
      if (width < 64 || height < 128) {
        return List.of();
      }
      resize(full, searched, new Size(width, height), 0, 0, INTER_AREA);
      descriptor.detectMultiScale(
          searched,
          windows,
          scores,
          LEAST_SCORE,
          new Size(STEP, STEP),
          new Size(2 * STEP, 2 * STEP),
          SCALE_STEP,
          1,
          false);
      List<Detection> found = new ArrayList<>();
      for (int i = 0; i < windows.size(); i++) {
        found.add(new Detection(person(windows.get(i), shrink), scores.get(i)));
      }
      return Overlaps.strongest(found, SAME_PERSON);
    }
  }

  private static Box person(Rect window, double shrink) {
    return new Box(
        (window.x() + window.width() / 2.0) / shrink,
        (window.y() + window.height() / 2.0) / shrink,
        window.width() * PERSON_WIDTH / shrink,
        window.height() * PERSON_HEIGHT / shrink);
  }

  @Override
  public void close() {
    classifier.close();
    descriptor.close();
  }

  /** OpenCV's detector as it can be named. */
  static final class Kind implements DetectorKind {
    private static final String NAME = "hog";

    @Override
    public String usage() {
      return NAME;
    }

    @Override
    public String description() {
      return "OpenCV's: gradients before a linear classifier; upright people, seen as a whole";
    }

    @Override
    public Optional<ChosenDetector> choose(String typed, Path workingFolder, Path models) {
      return typed.equals(NAME) ? Optional.of(new Chosen()) : Optional.empty();
    }

    /** It has no file. */
    private record Chosen() implements ChosenDetector {
      @Override
      public String key() {
        return OPENCV_HOG;
      }

      @Override
      public PersonDetector open() {
        return new HogDetector();
      }
    }
  }
}
