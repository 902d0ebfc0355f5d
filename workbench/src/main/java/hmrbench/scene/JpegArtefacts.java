package hmrbench.scene;

/**
 * Artefacts of JPEG compression: cosine transforms of blocks of 8 x 8, rounded as coarsely as
 * JPEG's tables say, colours at half the resolution. Computed here, so that every machine agrees.
 *
 * <p>Source of the tables and their scale: ITU-T T.81 annex K, and the quality rule of the
 * Independent JPEG Group's jcparam.c.
 */
final class JpegArtefacts {

  private static final int SIDE = 8;
  private static final int BLOCK = SIDE * SIDE;

  private static final int[] LIGHT = {
    16, 11, 10, 16, 24, 40, 51, 61, 12, 12, 14, 19, 26, 58, 60, 55, 14, 13, 16, 24, 40, 57, 69, 56,
    14, 17, 22, 29, 51, 87, 80, 62, 18, 22, 37, 56, 68, 109, 103, 77, 24, 35, 55, 64, 81, 104, 113,
    92, 49, 64, 78, 87, 103, 121, 120, 101, 72, 92, 95, 98, 112, 100, 103, 99
  };

  private static final int[] COLOUR = {
    17, 18, 24, 47, 99, 99, 99, 99, 18, 21, 26, 66, 99, 99, 99, 99, 24, 26, 56, 99, 99, 99, 99, 99,
    47, 66, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99,
    99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99
  };

  private static final float[] COSINES = cosines();

  private final int width;
  private final int height;
  private final float[] light;
  private final float[] blue;
  private final float[] red;
  private final float[] block = new float[BLOCK];
  private final float[] half = new float[BLOCK];

  /** Room for pictures of this size. */
  JpegArtefacts(int width, int height) {
    this.width = width;
    this.height = height;
    this.light = new float[width * height];
    int small = ((width + 1) / 2) * ((height + 1) / 2);
    this.blue = new float[small];
    this.red = new float[small];
  }

  private static float[] cosines() {
    float[] table = new float[BLOCK];
    for (int k = 0; k < SIDE; k++) {
      double size = k == 0 ? Math.sqrt(1.0 / SIDE) : Math.sqrt(2.0 / SIDE);
      for (int x = 0; x < SIDE; x++) {
        table[k * SIDE + x] = (float) (size * StrictMath.cos((2 * x + 1) * k * Math.PI / 16));
      }
    }
    return table;
  }

  /**
   * Packs and unpacks levels in place.
   *
   * @param levels red, green and blue of every pixel, 0 to 255
   * @param quality from 1 to 100
   */
  void pack(float[] levels, int quality) {
    split(levels);
    float scale = (quality < 50 ? 5000f / quality : 200 - 2 * quality) / 100;
    int halfWidth = (width + 1) / 2;
    int halfHeight = (height + 1) / 2;
    round(light, width, height, LIGHT, scale);
    round(blue, halfWidth, halfHeight, COLOUR, scale);
    round(red, halfWidth, halfHeight, COLOUR, scale);
    join(levels);
  }

  private void split(float[] levels) {
    int halfWidth = (width + 1) / 2;
    java.util.Arrays.fill(blue, 0);
    java.util.Arrays.fill(red, 0);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int at = y * width + x;
        float r = levels[at * 3];
        float g = levels[at * 3 + 1];
        float b = levels[at * 3 + 2];
        float grey = 0.299f * r + 0.587f * g + 0.114f * b;
        light[at] = grey - 128;
        int small = y / 2 * halfWidth + x / 2;
        // Odd sizes have narrower cells at their ends.
        float share =
            1f / ((x == width - 1 && x % 2 == 0 ? 1 : 2) * (y == height - 1 && y % 2 == 0 ? 1 : 2));
        blue[small] += share * 0.564f * (b - grey);
        red[small] += share * 0.713f * (r - grey);
      }
    }
  }

  private void join(float[] levels) {
    int halfWidth = (width + 1) / 2;
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int at = y * width + x;
        int small = y / 2 * halfWidth + x / 2;
        float grey = light[at] + 128;
        float r = grey + 1.403f * red[small];
        float b = grey + 1.773f * blue[small];
        levels[at * 3] = r;
        levels[at * 3 + 1] = (grey - 0.299f * r - 0.114f * b) / 0.587f;
        levels[at * 3 + 2] = b;
      }
    }
  }

  private void round(float[] plane, int wide, int high, int[] table, float scale) {
    for (int top = 0; top < high; top += SIDE) {
      for (int left = 0; left < wide; left += SIDE) {
        read(plane, wide, high, left, top);
        forward();
        for (int i = 0; i < BLOCK; i++) {
          float step = Math.max(1, Math.min(255, (int) (table[i] * scale + 0.5f)));
          block[i] = step * Math.round(block[i] / step);
        }
        backward();
        write(plane, wide, high, left, top);
      }
    }
  }

  private void read(float[] plane, int wide, int high, int left, int top) {
    for (int y = 0; y < SIDE; y++) {
      int row = Math.min(high - 1, top + y) * wide;
      for (int x = 0; x < SIDE; x++) {
        block[y * SIDE + x] = plane[row + Math.min(wide - 1, left + x)];
      }
    }
  }

  private void write(float[] plane, int wide, int high, int left, int top) {
    for (int y = 0; y < Math.min(SIDE, high - top); y++) {
      System.arraycopy(
          block, y * SIDE, plane, (top + y) * wide + left, Math.min(SIDE, wide - left));
    }
  }

  private void forward() {
    for (int y = 0; y < BLOCK; y += SIDE) {
      for (int k = 0; k < SIDE; k++) {
        float sum = 0;
        for (int x = 0; x < SIDE; x++) {
          sum += block[y + x] * COSINES[k * SIDE + x];
        }
        half[k * SIDE + y / SIDE] = sum;
      }
    }
    for (int k = 0; k < SIDE; k++) {
      for (int l = 0; l < SIDE; l++) {
        float sum = 0;
        for (int y = 0; y < SIDE; y++) {
          sum += half[k * SIDE + y] * COSINES[l * SIDE + y];
        }
        block[l * SIDE + k] = sum;
      }
    }
  }

  private void backward() {
    java.util.Arrays.fill(half, 0);
    for (int l = 0; l < SIDE; l++) {
      for (int k = 0; k < SIDE; k++) {
        float value = block[l * SIDE + k];
        if (value != 0) {
          for (int y = 0; y < SIDE; y++) {
            half[k * SIDE + y] += value * COSINES[l * SIDE + y];
          }
        }
      }
    }
    for (int y = 0; y < SIDE; y++) {
      for (int x = 0; x < SIDE; x++) {
        float sum = 0;
        for (int k = 0; k < SIDE; k++) {
          sum += half[k * SIDE + y] * COSINES[k * SIDE + x];
        }
        block[y * SIDE + x] = sum;
      }
    }
  }
}
