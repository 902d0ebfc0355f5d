package hmrbench.scene;

import hmrbench.core.Fault;
import hmrbench.core.FloatGrid;
import hmrbench.data.rendered.Boxes;
import hmrbench.data.sim.SimulatedSplit;
import hmrbench.picture.image.Picture;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * Distance of each test picture to the nearest training picture: it shows whether an appearance
 * leaked from one split to the other. Pictures are compared as 16 x 16 means of their pixels, by
 * the mean absolute difference over places and colours, in levels of 255.
 */
public final class NearestPictures {

  /** Side of a picture as it is compared, in pixels. */
  private static final int COARSE = 16;

  private static final int NUMBERS = 3 * COARSE * COARSE;
  private static final int SIDE = 96;
  private static final int BATCH = 64;
  private static final int PER_SCENE = 1;
  private static final int MOST = 500_000;
  private static final int GAP = 4;

  /** A leak would look like a picture of the same scene at another moment; so long after. */
  private static final double LATER = 0.2;

  private final PictureBatches training;
  private final Scene.Bodies bodies;
  private final long seed;
  private final int trained;
  private final float[] rows;

  /**
   * Draws the training pictures that others are held against: of the scenes that the recipe of the
   * backbone draws first.
   *
   * @param seed of the scenes, training's and test's
   * @param trained how many training pictures
   */
  public NearestPictures(long seed, int trained, Scene.Bodies bodies) {
    if (trained < BATCH || trained > MOST) {
      throw Fault.asked("training pictures must be from %d to %d, got %d", BATCH, MOST, trained);
    }
    this.seed = seed;
    this.bodies = bodies;
    this.training = new PictureBatches(SIDE, BATCH, PER_SCENE, seed, bodies);
    this.trained = trained / BATCH * BATCH;
    this.rows = trainingRows(0, this.trained);
  }

  /** Coarse rows of the training pictures from a number on; a multiple of a batch. */
  private float[] trainingRows(int first, int count) {
    float[] coarse = new float[count * NUMBERS];
    IntStream.range(0, count / BATCH)
        .parallel()
        .forEach(
            batch -> {
              FloatGrid pixels = training.train(first / BATCH + batch, 1).pixels();
              for (int i = 0; i < BATCH; i++) {
                coarse(pixels, i, coarse, (batch * BATCH + i) * NUMBERS);
              }
            });
    return coarse;
  }

  private static void coarse(FloatGrid pixels, int picture, float[] coarse, int at) {
    int cell = SIDE / COARSE;
    float share = 127.5f / (cell * cell);
    for (int channel = 0; channel < 3; channel++) {
      for (int y = 0; y < SIDE; y++) {
        int row = ((picture * 3 + channel) * SIDE + y) * SIDE;
        int to = at + (channel * COARSE + y / cell) * COARSE;
        for (int x = 0; x < SIDE; x++) {
          coarse[to + x / cell] += share * (pixels.get(row + x) + 1);
        }
      }
    }
  }

  /**
   * A picture and the training picture that is nearest to it.
   *
   * @param number of the picture
   * @param training number of the training picture
   * @param levels the difference
   */
  public record Pair(int number, int training, double levels) {}

  /** What was found. */
  public record Found(
      int trained, List<Pair> test, List<Pair> more, List<Pair> leaked, Picture sheet) {
    public Found {
      test = List.copyOf(test);
      more = List.copyOf(more);
      leaked = List.copyOf(leaked);
    }

    /** As a table in Markdown. */
    public String table() {
      StringBuilder text =
          new StringBuilder(
              "| pictures | number | least | 5 % | median | most |\n|---|---:|---:|---:|---:|---:|\n");
      row("test, against training", test, text);
      row("other training scenes, against training", more, text);
      row("the same scene %.1f s later: a leak".formatted(LATER), leaked, text);
      return text.toString();
    }

    private static void row(String words, List<Pair> pairs, StringBuilder text) {
      double[] sorted = pairs.stream().mapToDouble(Pair::levels).sorted().toArray();
      text.append(
          String.format(
              Locale.ROOT,
              "| %s | %d | %.1f | %.1f | %.1f | %.1f |\n",
              words,
              sorted.length,
              sorted[0],
              sorted[(int) (0.05 * (sorted.length - 1))],
              sorted[(sorted.length - 1) / 2],
              sorted[sorted.length - 1]));
    }
  }

  /**
   * Looks for the nearest ones.
   *
   * @param pictures how many test pictures, one of each scene
   * @param shown pairs on the sheet, the nearest first: test above, training below
   */
  public Found find(int pictures, int shown) {
    if (pictures < 1 || pictures > MOST || shown < 1 || shown > pictures) {
      throw Fault.asked(
          "test pictures must be from 1 to %d and pairs that are shown from 1 to their number, got %d"
              + " and %d",
          MOST, pictures, shown);
    }
    float[] test = scenes(SimulatedSplit.TEST, pictures, 0);
    int others = (pictures + BATCH - 1) / BATCH * BATCH;
    float[] more = trainingRows(trained, others);
    float[] later = scenes(SimulatedSplit.TEST, pictures, LATER);
    List<Pair> pairs = nearest(test, pictures);
    return new Found(
        trained,
        pairs,
        nearest(more, others).subList(0, pictures),
        IntStream.range(0, pictures)
            .mapToObj(i -> new Pair(i, i, difference(test, i, later, i)))
            .toList(),
        sheet(
            pairs.stream().sorted(Comparator.comparingDouble(Pair::levels)).limit(shown).toList()));
  }

  private List<Pair> nearest(float[] others, int count) {
    return IntStream.range(0, count)
        .parallel()
        .mapToObj(
            i -> {
              Pair best = new Pair(i, 0, Double.POSITIVE_INFINITY);
              for (int t = 0; t < trained; t++) {
                double levels = difference(others, i, rows, t);
                best = levels < best.levels() ? new Pair(i, t, levels) : best;
              }
              return best;
            })
        .toList();
  }

  private static double difference(float[] a, int i, float[] b, int j) {
    float sum = 0;
    for (int k = 0; k < NUMBERS; k++) {
      sum += Math.abs(a[i * NUMBERS + k] - b[j * NUMBERS + k]);
    }
    return sum / NUMBERS;
  }

  /** One crop of each scene; another moment in each, as on a sheet. */
  private FloatGrid crop(SimulatedSplit split, int number, double later) {
    SceneKey key = new SceneKey(split, split.seconds(), seed, number);
    double moment = number * 0.6180339887498949 % 1 * (split.seconds() - LATER);
    Scene scene = Scene.of(key, CaptureSettings.STANDARD, bodies);
    return new SceneFilm(scene, Boxes.PERFECT, SIDE, moment + later)
        .frames(0, 1)
        .pictures()
        .pixels();
  }

  private float[] scenes(SimulatedSplit split, int count, double later) {
    float[] coarse = new float[count * NUMBERS];
    IntStream.range(0, count)
        .parallel()
        .forEach(i -> coarse(crop(split, i, later), 0, coarse, i * NUMBERS));
    return coarse;
  }

  private Picture sheet(List<Pair> pairs) {
    Picture sheet = Picture.black(pairs.size() * (SIDE + GAP), 2 * (SIDE + GAP));
    Arrays.fill(sheet.rgb(), (byte) 255);
    for (int column = 0; column < pairs.size(); column++) {
      Pair pair = pairs.get(column);
      place(crop(SimulatedSplit.TEST, pair.number(), 0), 0, sheet, column, 0);
      FloatGrid batch = training.train(pair.training() / BATCH, 1).pixels();
      place(batch, pair.training() % BATCH, sheet, column, 1);
    }
    return sheet;
  }

  private static void place(FloatGrid pixels, int picture, Picture sheet, int column, int row) {
    for (int y = 0; y < SIDE; y++) {
      for (int x = 0; x < SIDE; x++) {
        int to = 3 * ((row * (SIDE + GAP) + y) * sheet.width() + column * (SIDE + GAP) + x);
        for (int channel = 0; channel < 3; channel++) {
          float value = pixels.get(((picture * 3 + channel) * SIDE + y) * SIDE + x);
          sheet.rgb()[to + channel] = (byte) Math.round((value + 1) * 127.5f);
        }
      }
    }
  }
}
