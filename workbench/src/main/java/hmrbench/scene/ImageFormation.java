package hmrbench.scene;

import hmrbench.data.sim.RandomStream;
import hmrbench.picture.image.Picture;

/** Turns rendered light into pixel values: focus, exposure, noise, tone curve, JPEG artefacts. */
final class ImageFormation {

  private static final int STEPS = 4096;

  /** Levels by light from 0 to 2; what is above 0.8 or so is pressed together, as films do. */
  private static final float[] SCREEN = screen();

  private final int width;
  private final int height;
  private final float[] levels;
  private final float[] line;
  private final JpegArtefacts packing;

  ImageFormation(int width, int height) {
    this.width = width;
    this.height = height;
    this.levels = new float[width * height * 3];
    this.line = new float[Math.max(width, height) * 3];
    this.packing = new JpegArtefacts(width, height);
  }

  private static float[] screen() {
    float[] table = new float[STEPS + 1];
    for (int i = 0; i <= STEPS; i++) {
      double light = 2.0 * i / STEPS;
      double pressed = light < 0.7 ? light : 0.7 + 0.3 * (1 - StrictMath.exp((0.7 - light) / 0.3));
      table[i] = (float) (255 * StrictMath.pow(pressed, 1 / 2.2));
    }
    return table;
  }

  /**
   * Makes the picture.
   *
   * @param light sums of exposures, changed
   * @param share what one exposure counts
   */
  Picture develop(float[] light, float share, Scene scene, double seconds, SceneView view) {
    Lens lens = scene.lens();
    if (lens.blur() > 0) {
      // A blur of the camera's pixels is wider in a crop that enlarges them.
      float strength = (float) Math.min(1, lens.blur() * width / 96.0);
      blurRows(light, strength);
      blurColumns(light, strength);
    }
    expose(light, share, lens, seconds, noiseSeed(scene, seconds));
    if (lens.quality() > 0) {
      packing.pack(levels, lens.quality());
    }
    return picture(view);
  }

  private static long noiseSeed(Scene scene, double seconds) {
    return RandomStream.mix(scene.key().stream(Purpose.LENS) + Math.round(seconds * 1e6));
  }

  private void expose(float[] light, float share, Lens lens, double seconds, long seed) {
    float gain = lens.gain(seconds) * share;
    float[] gains = {gain * lens.balance(0), gain * lens.balance(1), gain * lens.balance(2)};
    float contrast = lens.contrast();
    float noise = lens.noise();
    for (int pixel = 0; pixel < width * height; pixel++) {
      long bits = RandomStream.bits(seed, pixel);
      for (int channel = 0; channel < 3; channel++) {
        int at = pixel * 3 + channel;
        float value = light[at] * gains[channel];
        // Twenty bits as two numbers: a triangular draw, near enough to a normal one.
        float draw = (bits & 1023) + ((bits >>> 10) & 1023) - 1023;
        bits >>>= 20;
        value += noise * (0.3f + value) * draw * (2.4f / 1024);
        float level = SCREEN[index(value)];
        levels[at] = 128 + (level - 128) * contrast;
      }
    }
  }

  private static int index(float light) {
    int step = (int) (light * (STEPS / 2));
    return step < 0 ? 0 : Math.min(STEPS, step);
  }

  private void blurRows(float[] light, float strength) {
    float side = strength * 0.25f;
    float middle = 1 - 2 * side;
    for (int row = 0; row < height; row++) {
      int from = row * width * 3;
      System.arraycopy(light, from, line, 0, width * 3);
      for (int i = 3; i < width * 3 - 3; i++) {
        light[from + i] = middle * line[i] + side * (line[i - 3] + line[i + 3]);
      }
    }
  }

  private void blurColumns(float[] light, float strength) {
    float side = strength * 0.25f;
    float middle = 1 - 2 * side;
    int step = width * 3;
    System.arraycopy(light, 0, levels, 0, light.length);
    for (int i = step; i < light.length - step; i++) {
      light[i] = middle * levels[i] + side * (levels[i - step] + levels[i + step]);
    }
  }

  private Picture picture(SceneView view) {
    Picture picture = Picture.black(width, height);
    byte[] rgb = picture.rgb();
    boolean whole = view.isInPicture(0, 0) && view.isInPicture(width - 1, height - 1);
    for (int row = 0; row < height; row++) {
      for (int column = 0; column < width; column++) {
        if (whole || view.isInPicture(column, row)) {
          int at = (row * width + column) * 3;
          rgb[at] = level(levels[at]);
          rgb[at + 1] = level(levels[at + 1]);
          rgb[at + 2] = level(levels[at + 2]);
        }
      }
    }
    return picture;
  }

  private static byte level(float level) {
    return (byte) (level <= 0 ? 0 : level >= 255 ? 255 : (int) (level + 0.5f));
  }
}
