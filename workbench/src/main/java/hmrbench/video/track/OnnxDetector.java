package hmrbench.video.track;

import static org.bytedeco.opencv.global.opencv_core.CV_32F;
import static org.bytedeco.opencv.global.opencv_dnn.blobFromImage;
import static org.bytedeco.opencv.global.opencv_dnn.readNetFromONNX;

import hmrbench.core.Fault;
import hmrbench.video.geometry.AffineMap;
import hmrbench.video.geometry.Box;
import hmrbench.video.image.Border;
import hmrbench.video.image.Crop;
import hmrbench.video.image.Picture;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;
import org.bytedeco.opencv.opencv_dnn.Net;

/**
 * A detector of the YOLO family from an ONNX file, run by OpenCV. Two layouts of its one output are
 * known: [1, 5 + classes, N] rows being x, y, width, height, objectness and classes in columns
 * (YOLOv5 and v7: [1, N, 5 + classes]), and [1, 4 + classes, N] without objectness (YOLOv8 and
 * later). Class 0 is a person, as in COCO.
 */
public final class OnnxDetector implements PersonDetector {

  /** Side of the square picture that these networks were trained on, in pixels. */
  private static final int SIDE = 640;

  private static final double LEAST_CONFIDENCE = 0.15;
  private static final double SURE_CONFIDENCE = 0.5;
  private static final double SAME_PERSON = 0.5;

  /** Objectness comes before the classes. */
  private static final int CLASSES_AFTER_OBJECTNESS = 5;

  private static final int CLASSES = 4;

  private final Path file;
  private final Net net;

  private OnnxDetector(Path file, Net net) {
    this.file = file;
    this.net = net;
  }

  /**
   * Reads a network.
   *
   * @throws Fault if there is no such file or OpenCV cannot read it
   */
  public static OnnxDetector open(Path file) {
    if (!Files.isRegularFile(file)) {
      throw Fault.asked("%s: no such file; expected a YOLO network in ONNX format", file);
    }
    try {
      return new OnnxDetector(file, readNetFromONNX(file.toString()));
    } catch (RuntimeException e) {
      throw new Fault(
          Fault.Kind.ASKED_WRONGLY,
          "%s: OpenCV cannot read this network: %s; expected a YOLO network exported to ONNX"
              .formatted(file, firstLine(e)),
          e);
    }
  }

  @Override
  public String name() {
    return "onnx:" + file.getFileName();
  }

  @Override
  public double newcomerConfidence() {
    return SURE_CONFIDENCE;
  }

  @Override
  public List<Detection> detect(Picture picture) {
    double scale = (double) SIDE / Math.max(picture.width(), picture.height());
    // The shorter side is filled up evenly on both ends.
    AffineMap toInput =
        new AffineMap(
            scale,
            0,
            (SIDE - picture.width() * scale) / 2,
            0,
            scale,
            (SIDE - picture.height() * scale) / 2);
    try (Mat input = OpenCvPictures.of(Crop.of(picture, toInput, SIDE, SIDE, Border.BLACK));
        Mat blob =
            blobFromImage(
                input, 1 / 255.0, new Size(SIDE, SIDE), new Scalar(0), false, false, CV_32F)) {
      net.setInput(blob);
      try (Mat output = net.forward()) {
        return Overlaps.strongest(people(output, toInput.inverse()), SAME_PERSON);
      }
    } catch (Fault e) {
      throw e;
    } catch (RuntimeException e) {
      throw new Fault(
          Fault.Kind.ASKED_WRONGLY,
          "%s: the network failed on a picture of %d x %d: %s"
              .formatted(file, SIDE, SIDE, firstLine(e)),
          e);
    }
  }

  private List<Detection> people(Mat output, AffineMap back) {
    if (output.dims() != 3 || output.size(0) != 1 || output.depth() != CV_32F) {
      throw Fault.asked(
          "%s: the output has %d axes; expected [1, values, boxes] or [1, boxes, values] of a YOLO"
              + " network",
          file, output.dims());
    }
    int rows = output.size(1);
    int columns = output.size(2);
    // There are always more candidate boxes than values per box.
    boolean boxesInRows = rows > columns;
    int boxes = boxesInRows ? rows : columns;
    int perBox = boxesInRows ? columns : rows;
    int classes = boxesInRows ? CLASSES_AFTER_OBJECTNESS : CLASSES;
    if (perBox <= classes) {
      throw Fault.asked(
          "%s: the output has %d values per box; expected at least %d", file, perBox, classes + 1);
    }
    float[] values = new float[Math.multiplyExact(rows, columns)];
    try (FloatPointer data = new FloatPointer(output.data())) {
      data.get(values);
    }
    List<Detection> people = new ArrayList<>();
    for (int i = 0; i < boxes; i++) {
      int from = boxesInRows ? i * perBox : i;
      int step = boxesInRows ? 1 : boxes;
      double confidence = confidence(values, from, step, perBox, classes);
      if (confidence >= LEAST_CONFIDENCE && values[from + 2 * step] > 0) {
        people.add(new Detection(box(values, from, step, back), confidence));
      }
    }
    return people;
  }

  /** 0 unless the person is the likeliest class. */
  private static double confidence(float[] values, int from, int step, int perBox, int classes) {
    float person = values[from + classes * step];
    for (int c = classes + 1; c < perBox; c++) {
      if (values[from + c * step] > person) {
        return 0;
      }
    }
    return classes == CLASSES_AFTER_OBJECTNESS ? person * values[from + CLASSES * step] : person;
  }

  private static Box box(float[] values, int from, int step, AffineMap back) {
    double x = values[from];
    double y = values[from + step];
    return new Box(
        back.x(x, y),
        back.y(x, y),
        values[from + 2 * step] * back.scaleX(),
        Math.max(1e-3, values[from + 3 * step] * back.scaleY()));
  }

  private static String firstLine(RuntimeException e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }

  @Override
  public void close() {
    net.close();
  }
}
