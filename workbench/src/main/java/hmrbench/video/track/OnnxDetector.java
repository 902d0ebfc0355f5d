package hmrbench.video.track;

import static org.bytedeco.opencv.global.opencv_core.CV_32F;
import static org.bytedeco.opencv.global.opencv_dnn.blobFromImage;
import static org.bytedeco.opencv.global.opencv_dnn.readNetFromONNX;

import hmrbench.core.Fault;
import hmrbench.picture.geometry.AffineMap;
import hmrbench.picture.geometry.Box;
import hmrbench.picture.image.Border;
import hmrbench.picture.image.Crop;
import hmrbench.picture.image.Picture;
import hmrbench.video.NativeLibraries;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;
import org.bytedeco.opencv.opencv_dnn.Net;

/**
 * A detector of the YOLO family from an ONNX file, run by OpenCV. Two layouts of its one output are
 * known: [1, 5 + classes, N] rows being x, y, width, height, objectness and classes in columns
 * (YOLOv5 and v7: [1, N, 5 + classes]), and [1, 4 + classes, N] without objectness (YOLOv8 and
 * later). Class 0 is a person, as in COCO. A network that was exported for another size of picture
 * than 640 x 640 is found out by trying.
 */
public final class OnnxDetector implements PersonDetector {

  /**
   * Sides of the square picture, in pixels, the usual one first: what these networks are trained on
   * and exported for.
   */
  private static final int[] SIDES = {640, 320, 416, 512, 960, 1280};

  private static final double LEAST_CONFIDENCE = 0.15;
  private static final double SURE_CONFIDENCE = 0.5;
  private static final double SAME_PERSON = 0.5;

  /** OpenCV(version) file:line: error: (number:kind) what in function 'name'. */
  private static final Pattern OPENCV_ERROR =
      Pattern.compile(".*: error: \\(-?\\d+:[^)]*\\) (?<what>.*?)(?: in function '.*')?");

  /** Objectness comes before the classes. */
  private static final int CLASSES_AFTER_OBJECTNESS = 5;

  private static final int CLASSES = 4;

  /**
   * Networks that select boxes themselves, as YOLOv10, answer [1, 300, 6]; the older layout with
   * one class has 6 values too, of thousands of boxes.
   */
  private static final int SELECTED_BOXES = 1000;

  private static final int VALUES_OF_SELECTED = 6;

  private final Path file;
  private final Net net;
  private final int side;

  private OnnxDetector(Path file, Net net, int side) {
    this.file = file;
    this.net = net;
    this.side = side;
  }

  /**
   * Reads a network and tries it on an empty picture.
   *
   * @throws Fault if there is no such file, OpenCV cannot read or run it, or its answer is not that
   *     of a YOLO network
   */
  public static OnnxDetector open(Path file) {
    if (!Files.exists(file)) {
      throw Fault.asked("%s: no such file; expected a YOLO network in ONNX format", file);
    }
    if (!Files.isRegularFile(file)) {
      throw Fault.asked(
          "%s: is %s; expected a YOLO network in ONNX format",
          file, Files.isDirectory(file) ? "a folder" : "a pipe or a device");
    }
    NativeLibraries.requireOpenCv();
    Optional<RuntimeException> failure = Optional.empty();
    for (int side : SIDES) {
      OnnxDetector detector = new OnnxDetector(file, read(file), side);
      try {
        detector.run(Picture.black(side, side));
        return detector;
      } catch (Fault e) {
        detector.close();
        throw e;
      } catch (RuntimeException e) {
        detector.close();
        failure = Optional.of(failure.orElse(e));
      }
    }
    throw new Fault(
        Fault.Kind.ASKED_WRONGLY,
        "%s: OpenCV cannot run this network on a picture [1, 3, %d, %d] (%s), nor on one with a"
                .formatted(file, SIDES[0], SIDES[0], reason(failure.orElseThrow()))
            + " side of %s; export a YOLO network with one of these sizes"
                .formatted(
                    Arrays.stream(SIDES)
                        .skip(1)
                        .mapToObj(Integer::toString)
                        .collect(Collectors.joining(", "))),
        failure.orElseThrow());
  }

  private static Net read(Path file) {
    try {
      return readNetFromONNX(file.toString());
    } catch (RuntimeException e) {
      throw new Fault(
          Fault.Kind.ASKED_WRONGLY,
          "%s: OpenCV cannot read this network (%s); expected a YOLO network exported to ONNX"
              .formatted(file, reason(e)),
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
    try {
      return run(picture);
    } catch (Fault e) {
      throw e;
    } catch (RuntimeException e) {
      throw new Fault(
          Fault.Kind.FAILED_RUNNING,
          "%s: the network failed on a picture of %d x %d: %s"
              .formatted(file, side, side, reason(e)),
          e);
    }
  }

  private List<Detection> run(Picture picture) {
    double scale = (double) side / Math.max(picture.width(), picture.height());
    // The shorter side is filled up evenly on both ends.
    AffineMap toInput =
        new AffineMap(
            scale,
            0,
            (side - picture.width() * scale) / 2,
            0,
            scale,
            (side - picture.height() * scale) / 2);
    try (Mat input = OpenCvPictures.of(Crop.of(picture, toInput, side, side, Border.BLACK));
        Mat blob =
            blobFromImage(
                input, 1 / 255.0, new Size(side, side), new Scalar(0), false, false, CV_32F)) {
      net.setInput(blob);
      try (Mat output = net.forward()) {
        return Overlaps.strongest(people(output, toInput.inverse()), SAME_PERSON);
      }
    }
  }

  private List<Detection> people(Mat output, AffineMap back) {
    if (output.dims() != 3 || output.size(0) != 1 || output.depth() != CV_32F) {
      throw Fault.asked(
          "%s: the network answers %s; expected [1, values, boxes] or [1, boxes, values] of a YOLO"
              + " network",
          file, shape(output));
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
    if (boxesInRows && boxes <= SELECTED_BOXES && perBox == VALUES_OF_SELECTED) {
      throw Fault.asked(
          "%s: the network answers %s, boxes that it has selected itself (left, top, right, bottom,"
              + " score, class); export it without its own selection (end2end, nms)",
          file, shape(output));
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

  private static List<Integer> shape(Mat output) {
    return IntStream.range(0, output.dims()).mapToObj(output::size).toList();
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

  /** What OpenCV says, without the place in its sources. */
  private static String reason(RuntimeException e) {
    String message = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    Matcher parts = OPENCV_ERROR.matcher(message);
    return parts.matches() ? parts.group("what") : message;
  }

  @Override
  public void close() {
    net.close();
  }

  /** A file in ONNX format as it can be named. */
  static final class Kind implements DetectorKind {
    private static final String ENDING = ".onnx";

    @Override
    public String usage() {
      return "FILE" + ENDING;
    }

    @Override
    public String description() {
      return "a YOLO network of your own, exported for one picture of 640 x 640 or the like";
    }

    @Override
    public Optional<ChosenDetector> choose(String typed, Path workingFolder, Path models) {
      return FileDetector.ofEnding(ENDING, typed, workingFolder, "onnx", OnnxDetector::open);
    }
  }
}
