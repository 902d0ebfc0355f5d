package hmrbench.video.study;

import hmrbench.core.Clip;
import hmrbench.core.FloatGrid;
import hmrbench.data.Dataset;
import hmrbench.io.CsvFile;
import hmrbench.picture.geometry.AffineMap;
import hmrbench.picture.geometry.Box;
import hmrbench.picture.geometry.CropCamera;
import hmrbench.picture.geometry.CropMap;
import hmrbench.picture.geometry.KeypointBoxes;
import hmrbench.picture.geometry.PictureCamera;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Does the crop deform the person? People of the simulated set walk through a picture from its left
 * edge to its right one. Their joints are projected by the set's own weak-perspective cameras, so
 * that a crop which keeps shapes can be explained by such a camera without any error: what error is
 * left is what the crop did.
 */
public final class CropStudy {

  /** The picture, in pixels. */
  public static final int WIDTH = 640;

  public static final int HEIGHT = 480;

  /** Half a crop of the set's camera, in pixels of the picture. */
  private static final double HALF_CROP = 170;

  /**
   * By how much a person reaches beyond their joints. The official factor is 1.1 for joints up to
   * the top of the head; those of this set end in its middle, at the wrists and at the ankles.
   */
  private static final double AROUND_JOINTS = 1.25;

  /** One frame in this many is looked at. */
  private static final int STEP = 5;

  private static final int SIDE = CropMap.NETWORK_SIDE;

  private static final List<String> COLUMNS =
      List.of(
          "policy",
          "anisotropy",
          "anisotropy_p5",
          "anisotropy_p95",
          "pixels_across",
          "pixels_down",
          "person_height_px",
          "empty_share",
          "crop_error_px",
          "body_error_mm",
          "picture_error_px");

  private CropStudy() {}

  /**
   * What a policy does, over all people and frames.
   *
   * @param anisotropy vertical over horizontal scale from picture to crop; 1 keeps shapes
   * @param pixelsAcross crop pixels per picture pixel to the right, median
   * @param pixelsDown the same downwards
   * @param personHeight height of the tight box in the crop, in pixels, median
   * @param empty part of the crop that shows nothing of the picture, mean
   * @param cropError mean distance of joints in the crop from the best weak-perspective view of the
   *     true 3D joints, in crop pixels
   * @param bodyError the same at the person, in millimetres
   * @param pictureError mean distance of joints in the picture when that camera is carried back as
   *     the official code does, in picture pixels
   */
  public record Row(
      CropPolicy policy,
      Spread anisotropy,
      double pixelsAcross,
      double pixelsDown,
      double personHeight,
      double empty,
      double cropError,
      double bodyError,
      double pictureError) {}

  /**
   * Where the values of all people and frames lie.
   *
   * @param low the 5th of a hundred
   * @param high the 95th of a hundred
   */
  public record Spread(double median, double low, double high) {
    static Spread of(double... values) {
      return new Spread(quantile(values, 0.5), quantile(values, 0.05), quantile(values, 0.95));
    }
  }

  /** A person in the picture. */
  @SuppressWarnings("ArrayRecordComponent") // within the room alone, never compared
  record Sight(Box tight, double[] x, double[] y, double[] metresX, double[] metresY) {

    /**
     * A frame of a clip.
     *
     * @param frame which also says how far the person has walked
     */
    static Sight of(Clip clip, int frame) {
      FloatGrid joints = clip.truth().metres();
      FloatGrid camera = clip.smpl().orElseThrow().camera();
      int count = joints.size(1);
      double[] x = new double[count];
      double[] y = new double[count];
      double[] metresX = new double[count];
      double[] metresY = new double[count];
      double middle = middle(frame, clip.frames());
      for (int j = 0; j < count; j++) {
        // The set's y axis points up, a picture's down.
        metresX[j] = joints.at(frame, j, 0);
        metresY[j] = -joints.at(frame, j, 1);
        double scale = HALF_CROP * camera.at(frame, 0);
        x[j] = middle + scale * (metresX[j] + camera.at(frame, 1));
        y[j] = HEIGHT / 2.0 + scale * (metresY[j] - camera.at(frame, 2));
      }
      Box tight = KeypointBoxes.tight(x, y).scaled(AROUND_JOINTS);
      return new Sight(tight, x, y, metresX, metresY);
    }

    static double middle(int frame, int frames) {
      return WIDTH * (frame + 0.5) / frames;
    }
  }

  /** The camera of the set, in the picture. */
  static PictureCamera camera(FloatGrid camera, int frame, int frames) {
    Box square = new Box(Sight.middle(frame, frames), HEIGHT / 2.0, 2 * HALF_CROP, 2 * HALF_CROP);
    return new CropCamera(camera.at(frame, 0), camera.at(frame, 1), -camera.at(frame, 2))
        .inPicture(square, WIDTH, HEIGHT);
  }

  /** Measures all policies on a data set whose clips have cameras. */
  public static List<Row> measure(Dataset dataset) {
    Map<CropPolicy, List<double[]>> values = new EnumMap<>(CropPolicy.class);
    for (CropPolicy policy : CropPolicy.values()) {
      values.put(policy, new ArrayList<>());
    }
    for (int i = 0; i < dataset.sequences().size(); i++) {
      Clip clip = dataset.clip(i, dataset.nativeFramesPerSecond());
      for (int frame = 0; frame < clip.frames(); frame += STEP) {
        Sight sight = Sight.of(clip, frame);
        values.forEach((policy, list) -> list.add(measure(policy, sight)));
      }
    }
    return values.entrySet().stream().map(it -> row(it.getKey(), it.getValue())).toList();
  }

  private static Row row(CropPolicy policy, List<double[]> values) {
    double[][] columns = new double[values.get(0).length][values.size()];
    for (int i = 0; i < values.size(); i++) {
      for (int c = 0; c < columns.length; c++) {
        columns[c][i] = values.get(i)[c];
      }
    }
    return new Row(
        policy,
        Spread.of(columns[0]),
        quantile(columns[1], 0.5),
        quantile(columns[2], 0.5),
        quantile(columns[3], 0.5),
        mean(columns[4]),
        mean(columns[5]),
        mean(columns[6]),
        mean(columns[7]));
  }

  /** One person under one policy; the values of {@link Row} in its order, anisotropy once. */
  private static double[] measure(CropPolicy policy, Sight sight) {
    Box source = policy.source(sight.tight(), WIDTH, HEIGHT);
    Box shown = policy.shown(sight.tight(), WIDTH, HEIGHT);
    AffineMap map = CropMap.toNetwork(source, 1);
    double scaleX = map.scaleX();
    double scaleY = map.scaleY();
    double inPicture = shown.insideOf(WIDTH, HEIGHT) * shown.width() * shown.height();
    double[] fit = fit(map, sight);
    return new double[] {
      scaleY / scaleX,
      scaleX,
      scaleY,
      sight.tight().height() * scaleY,
      // Rounding may leave a little less than nothing.
      Math.max(0, 1 - inPicture / (source.width() * source.height())),
      fit[0],
      fit[1],
      pictureError(source, sight, fit)
    };
  }

  /**
   * The weak-perspective camera that explains the crop's joints best in the least squares.
   *
   * @return mean distance in crop pixels, the same in millimetres, then scale, x and y of the
   *     camera as networks give it
   */
  private static double[] fit(AffineMap map, Sight sight) {
    int count = sight.x().length;
    double[] u = new double[count];
    double[] v = new double[count];
    for (int j = 0; j < count; j++) {
      u[j] = CropMap.normalised(map.x(sight.x()[j], sight.y()[j]));
      v[j] = CropMap.normalised(map.y(sight.x()[j], sight.y()[j]));
    }
    double meanX = mean(sight.metresX());
    double meanY = mean(sight.metresY());
    double meanU = mean(u);
    double meanV = mean(v);
    double along = 0;
    double size = 0;
    for (int j = 0; j < count; j++) {
      double x = sight.metresX()[j] - meanX;
      double y = sight.metresY()[j] - meanY;
      along += x * (u[j] - meanU) + y * (v[j] - meanV);
      size += x * x + y * y;
    }
    double scale = along / size;
    double sum = 0;
    for (int j = 0; j < count; j++) {
      sum +=
          Math.hypot(
              scale * (sight.metresX()[j] - meanX) - (u[j] - meanU),
              scale * (sight.metresY()[j] - meanY) - (v[j] - meanV));
    }
    double error = sum / count;
    return new double[] {
      error * SIDE / 2, error / scale * 1000, scale, meanU / scale - meanX, meanV / scale - meanY
    };
  }

  /** The official way back takes one side of the box for both (convert_crop_cam_to_orig_img). */
  private static double pictureError(Box source, Sight sight, double[] fit) {
    PictureCamera camera = new CropCamera(fit[2], fit[3], fit[4]).inPicture(source, WIDTH, HEIGHT);
    double sum = 0;
    for (int j = 0; j < sight.x().length; j++) {
      sum +=
          Math.hypot(
              camera.column(sight.metresX()[j], WIDTH) - sight.x()[j],
              camera.row(sight.metresY()[j], HEIGHT) - sight.y()[j]);
    }
    return sum / sight.x().length;
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).average().orElseThrow();
  }

  private static double quantile(double[] values, double share) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[(int) Math.round(share * (sorted.length - 1))];
  }

  /** The rows as a Markdown table. */
  public static String table(List<Row> rows) {
    StringBuilder text =
        new StringBuilder(
            "| crop | anisotropy, median (5 % to 95 %) | crop pixels per pixel, across / down"
                + " | person's height (px) | crop left empty"
                + " | 2D error in the crop (px) | at the person (mm) | back in the picture (px) |\n"
                + "|---|---:|---:|---:|---:|---:|---:|---:|\n");
    for (Row row : rows) {
      text.append(
          String.format(
              Locale.ROOT,
              "| %s | %.2f (%.2f to %.2f) | %.2f / %.2f | %.0f | %.0f %% | %.2f | %.1f"
                  + " | %.1f |\n",
              row.policy().title(),
              row.anisotropy().median(),
              row.anisotropy().low(),
              row.anisotropy().high(),
              row.pixelsAcross(),
              row.pixelsDown(),
              row.personHeight(),
              100 * row.empty(),
              row.cropError(),
              row.bodyError(),
              row.pictureError()));
    }
    return text.toString();
  }

  /** Writes the rows with all their digits. */
  public static void write(Path csv, List<Row> rows) {
    CsvFile.write(csv, COLUMNS, rows.stream().map(CropStudy::fields).toList());
  }

  private static List<String> fields(Row row) {
    return List.of(
        row.policy().name().toLowerCase(Locale.ROOT),
        CsvFile.fixed(6, row.anisotropy().median()),
        CsvFile.fixed(6, row.anisotropy().low()),
        CsvFile.fixed(6, row.anisotropy().high()),
        CsvFile.fixed(6, row.pixelsAcross()),
        CsvFile.fixed(6, row.pixelsDown()),
        CsvFile.fixed(4, row.personHeight()),
        CsvFile.fixed(6, row.empty()),
        CsvFile.fixed(6, row.cropError()),
        CsvFile.fixed(6, row.bodyError()),
        CsvFile.fixed(6, row.pictureError()));
  }
}
