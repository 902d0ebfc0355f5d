package hmrbench.scene;

import hmrbench.core.Fault;
import hmrbench.data.sim.SimulatedSplit;
import hmrbench.picture.geometry.Box;
import hmrbench.picture.image.Picture;
import java.util.stream.IntStream;

/** Crops of many scenes side by side, to be looked at. */
public final class SceneSheet {

  /** Pixels between crops. */
  private static final int GAP = 2;

  private static final int MOST_CROPS = 2000;

  private SceneSheet() {}

  /**
   * Draws one crop of every scene from a number on, row by row.
   *
   * @param split whose scenes
   * @param seed of the scenes
   * @param first number of the first scene
   * @param columns crops in a row
   * @param rows rows
   * @param side of a crop, in pixels
   */
  public static Picture draw(
      SimulatedSplit split,
      long seed,
      long first,
      int columns,
      int rows,
      int side,
      Scene.Bodies bodies) {
    if (columns < 1 || rows < 1 || (long) columns * rows > MOST_CROPS) {
      throw Fault.asked(
          "a sheet has at least 1 row and column and at most %d crops, got %d x %d",
          MOST_CROPS, columns, rows);
    }
    CropSizes.require(side);
    Picture sheet = Picture.black(columns * (side + GAP), rows * (side + GAP));
    IntStream.range(0, rows)
        .parallel()
        .forEach(
            row -> {
              SceneRenderer renderer = new SceneRenderer(side, side);
              for (int column = 0; column < columns; column++) {
                long number = first + (long) row * columns + column;
                SceneKey key = new SceneKey(split, split.seconds(), seed, number);
                Scene scene = Scene.of(key, CaptureSettings.STANDARD, bodies);
                // Another moment in every scene: the golden ratio spreads them.
                double share = number * 0.6180339887498949 % 1;
                SceneMoment moment = scene.at(share * split.seconds());
                Box box = moment.box().square().scaled(CropSizes.ENLARGED);
                Picture crop =
                    renderer.draw(moment, SceneView.crop(scene.camera(), box, side)).picture();
                place(crop, sheet, column * (side + GAP), row * (side + GAP));
              }
            });
    return sheet;
  }

  private static void place(Picture crop, Picture sheet, int left, int top) {
    for (int y = 0; y < crop.height(); y++) {
      System.arraycopy(
          crop.rgb(),
          y * crop.width() * 3,
          sheet.rgb(),
          ((top + y) * sheet.width() + left) * 3,
          crop.width() * 3);
    }
  }
}
