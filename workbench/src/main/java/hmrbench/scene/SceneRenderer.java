package hmrbench.scene;

import hmrbench.body.BodyArrays;
import hmrbench.core.FloatGrid;
import hmrbench.picture.image.Picture;
import java.util.List;

/**
 * Takes pictures of scenes. A picture is a sum of a few exposures, each at its own moment of the
 * shutter's time and shifted by a part of a pixel, so that motion and edges are smooth alike (P.
 * Haeberli and K. Akeley, The Accumulation Buffer, 1990). Only what is seen is coloured.
 *
 * <p>Holds the buffers of one picture size: not for two threads at once.
 */
public final class SceneRenderer {

  /** Surfaces that are nearer than a vertex by less than this do not hide it, as a share. */
  private static final float NEARLY = 0.012f;

  /**
   * A pixel keeps its colour from one exposure to the next where its depth changes by less than
   * this share: inside of a limb, though not where one limb is before another.
   */
  private static final float SAME = 0.004f;

  /** What is behind the people where nothing of their surroundings is seen. */
  private static final float GREY = 0.35f;

  /** A camera that turns by less than this many pixels needs its backdrop only once. */
  private static final double STILL_PIXELS = 0.35;

  /** Where the exposures' pixels lie, as shares of a pixel from its middle (a Halton sequence). */
  private static final float[] JITTER_X = jitter(2);

  private static final float[] JITTER_Y = jitter(3);

  private final int width;
  private final int height;
  private final DepthGrid grid;
  private final ShadowMap shadows = new ShadowMap();
  private final ImageFormation development;
  private final float[] light;

  /**
   * What is behind the people in pixels that were looked at, those that no one covers, and along
   * which axes.
   */
  private final float[] behind;

  private final boolean[] looked;
  private final float[] lookedAlong = new float[9];

  /** What the last colouring of a pixel found: which object, how near, which colour. */
  private final int[] coloured;

  private final float[] colouredNear;
  private final float[] colours;
  private final Backdrop.Sight sight = new Backdrop.Sight();
  private final float[] colour = new float[4];
  private final float[] lamp = new float[3];
  private final float[] eye = new float[3];
  private final float[] axes = new float[9];

  /** A renderer for pictures of this size. */
  public SceneRenderer(int width, int height) {
    this.width = width;
    this.height = height;
    this.grid = new DepthGrid(width, height);
    this.light = new float[width * height * 3];
    this.behind = new float[width * height * 3];
    this.looked = new boolean[width * height];
    this.coloured = new int[width * height];
    this.colouredNear = new float[width * height];
    this.colours = new float[width * height * 3];
    this.development = new ImageFormation(width, height);
  }

  private static float[] jitter(int base) {
    float[] places = new float[16];
    for (int i = 0; i < places.length; i++) {
      double share = 0;
      double digit = 1.0 / base;
      for (int rest = i + 1; rest > 0; rest /= base) {
        share += digit * (rest % base);
        digit /= base;
      }
      places[i] = (float) (share - 0.5);
    }
    return places;
  }

  /**
   * Takes a picture.
   *
   * @param moment of a scene, the last that it was asked for
   * @param view of this renderer's size
   */
  public RenderedPicture draw(SceneMoment moment, SceneView view) {
    Picture picture = draw(moment.scene(), moment.seconds(), view);
    float[] visible = new float[BodyArrays.JOINTS];
    float[] hidden = new float[BodyArrays.JOINTS];
    see(moment.scene(), view, visible, hidden);
    return new RenderedPicture(
        picture,
        FloatGrid.owning(visible, visible.length),
        FloatGrid.owning(hidden, hidden.length));
  }

  /**
   * Takes a picture of whoever is there, or of no one.
   *
   * @param scene whose objects are where they are at that moment
   * @param view of this renderer's size
   */
  Picture draw(Scene scene, double seconds, SceneView view) {
    if (view.width() != width || view.height() != height) {
      throw new IllegalArgumentException(
          "a renderer of %d x %d got a view of %d x %d"
              .formatted(width, height, view.width(), view.height()));
    }
    view.expose(seconds, scene.filming().shutter());
    shadows.draw(scene.objects(), scene.lamp());
    int samples = scene.filming().samples();
    boolean still = view.shift() < STILL_PIXELS;
    java.util.Arrays.fill(light, 0);
    java.util.Arrays.fill(coloured, DepthGrid.NONE);
    for (int sample = 0; sample < samples; sample++) {
      float share = samples == 1 ? 0 : 2f * (sample + 0.5f) / samples - 1;
      grid.clear();
      for (PlacedObject object : scene.objects()) {
        object.project(view, share);
        shifted(object.columns(), JITTER_X[sample]);
        shifted(object.rows(), JITTER_Y[sample]);
        grid.fill(
            object.columns(),
            object.rows(),
            object.nearness(),
            object.object().faces(),
            object.firstTriangle());
      }
      prepare(view, share);
      if (sample == 0 || !still) {
        java.util.Arrays.fill(looked, false);
        System.arraycopy(axes, 0, lookedAlong, 0, 9);
      }
      backdrop(scene, view, still ? 0 : JITTER_X[sample], still ? 0 : JITTER_Y[sample]);
      expose(scene, view, JITTER_X[sample], JITTER_Y[sample]);
    }
    return development.develop(light, 1f / samples, scene, seconds, view);
  }

  /**
   * How much of someone is in the last picture and not behind others or things: a share of their
   * vertices, 0 to 1.
   */
  double uncovered(PlacedObject person) {
    int seen = 0;
    for (int v = 0; v < person.columns().length; v++) {
      int column = (int) Math.floor(person.columns()[v]);
      int row = (int) Math.floor(person.rows()[v]);
      if (column >= 0 && row >= 0 && column < width && row < height) {
        int triangle = grid.triangle(row * width + column) - person.firstTriangle();
        boolean own = triangle >= 0 && triangle < person.triangles();
        seen += own || !isDrawn(row * width + column) ? 1 : 0;
      }
    }
    return (double) seen / person.columns().length;
  }

  /** Whether a triangle is in a pixel of the last exposure. */
  boolean isDrawn(int pixel) {
    return grid.triangle(pixel) != DepthGrid.NONE;
  }

  private static void shifted(float[] places, float by) {
    for (int v = 0; v < places.length; v++) {
      places[v] += by;
    }
  }

  /** The axes of the view at a moment of the exposure. */
  private void prepare(SceneView view, float share) {
    System.arraycopy(view.turn(share), 0, axes, 0, 9);
    for (int axis = 0; axis < 3; axis++) {
      eye[axis] = (float) view.place()[axis];
    }
  }

  /**
   * Looks for what is behind the people in pixels that this exposure sees and none before it saw.
   */
  private void backdrop(Scene scene, SceneView view, float jitterX, float jitterY) {
    float sin = (float) StrictMath.sin(scene.backdropHeading());
    float cos = (float) StrictMath.cos(scene.backdropHeading());
    float[] from = {-cos * eye[0] + sin * eye[2], eye[1], sin * eye[0] + cos * eye[2]};
    float over = (float) (1 / view.focal());
    float middleX = (float) view.middleX() + jitterX;
    float middleY = (float) view.middleY() + jitterY;
    float seen = (float) scene.filming().surroundings();
    for (int row = 0; row < height; row++) {
      float v = (row + 0.5f - middleY) * over;
      for (int column = 0; column < width; column++) {
        int pixel = row * width + column;
        if (looked[pixel] || isDrawn(pixel)) {
          continue;
        }
        looked[pixel] = true;
        float u = (column + 0.5f - middleX) * over;
        float dx = lookedAlong[0] * u + lookedAlong[3] * v + lookedAlong[6];
        float dy = lookedAlong[1] * u + lookedAlong[4] * v + lookedAlong[7];
        float dz = lookedAlong[2] * u + lookedAlong[5] * v + lookedAlong[8];
        scene.backdrop().look(from, -cos * dx + sin * dz, dy, sin * dx + cos * dz, sight);
        if (!sight.shines) {
          light(scene.lamp(), sin, cos, dx, dy, dz);
        }
        for (int channel = 0; channel < 3; channel++) {
          float there = sight.colour[channel];
          behind[pixel * 3 + channel] = seen < 1 ? GREY + seen * (there - GREY) : there;
        }
      }
    }
  }

  /** Changes the colour of {@link #sight} to the light that comes from there. */
  private void light(Lamp source, float sin, float cos, float dx, float dy, float dz) {
    float lit =
        shadows.lit(
            eye[0] + sight.reach * dx, eye[1] + sight.reach * dy, eye[2] + sight.reach * dz);
    source.on(
        -cos * sight.normalX + sin * sight.normalZ,
        sight.normalY,
        sin * sight.normalX + cos * sight.normalZ,
        lit,
        lamp);
    for (int channel = 0; channel < 3; channel++) {
      sight.colour[channel] *= lamp[channel];
    }
  }

  private void expose(Scene scene, SceneView view, float jitterX, float jitterY) {
    List<PlacedObject> objects = scene.objects();
    float over = (float) (1 / view.focal());
    float middleX = (float) view.middleX() + jitterX;
    float middleY = (float) view.middleY() + jitterY;
    for (int row = 0; row < height; row++) {
      for (int column = 0; column < width; column++) {
        int pixel = row * width + column;
        int triangle = grid.triangle(pixel);
        int at = pixel * 3;
        if (triangle == DepthGrid.NONE) {
          light[at] += behind[at];
          light[at + 1] += behind[at + 1];
          light[at + 2] += behind[at + 2];
          continue;
        }
        int which = 0;
        while (triangle - objects.get(which).firstTriangle() >= objects.get(which).triangles()) {
          which++;
        }
        float near = grid.nearness(pixel);
        if (coloured[pixel] != which || Math.abs(near - colouredNear[pixel]) > SAME * near) {
          shade(
              objects.get(which),
              triangle,
              column + 0.5f,
              row + 0.5f,
              (column + 0.5f - middleX) * over,
              (row + 0.5f - middleY) * over,
              scene.lamp());
          System.arraycopy(colour, 0, colours, at, 3);
          coloured[pixel] = which;
          colouredNear[pixel] = near;
        }
        light[at] += colours[at];
        light[at + 1] += colours[at + 1];
        light[at + 2] += colours[at + 2];
      }
    }
  }

  /** Fills {@link #colour} with the light that comes from a point of a triangle. */
  private void shade(
      PlacedObject placed, int triangle, float x, float y, float u, float v, Lamp source) {
    int corner = (triangle - placed.firstTriangle()) * 3;
    int[] faces = placed.object().faces();
    int a = faces[corner];
    int b = faces[corner + 1];
    int c = faces[corner + 2];
    float ax = placed.columns()[a];
    float ay = placed.rows()[a];
    float abX = placed.columns()[b] - ax;
    float abY = placed.rows()[b] - ay;
    float acX = placed.columns()[c] - ax;
    float acY = placed.rows()[c] - ay;
    float over = 1 / (abX * acY - abY * acX);
    float shareB = ((x - ax) * acY - (y - ay) * acX) * over;
    float shareC = (abX * (y - ay) - abY * (x - ax)) * over;
    float[] near = placed.nearness();
    float wa = (1 - shareB - shareC) * near[a];
    float wb = shareB * near[b];
    float wc = shareC * near[c];
    float away = 1 / (wa + wb + wc);
    wa *= away;
    wb *= away;
    wc *= away;
    float[] rest = placed.object().restPlaces();
    placed
        .object()
        .skin()
        .at(
            wa * rest[a * 3] + wb * rest[b * 3] + wc * rest[c * 3],
            wa * rest[a * 3 + 1] + wb * rest[b * 3 + 1] + wc * rest[c * 3 + 1],
            wa * rest[a * 3 + 2] + wb * rest[b * 3 + 2] + wc * rest[c * 3 + 2],
            colour);
    float[] normals = placed.normals();
    float nx = wa * normals[a * 3] + wb * normals[b * 3] + wc * normals[c * 3];
    float ny = wa * normals[a * 3 + 1] + wb * normals[b * 3 + 1] + wc * normals[c * 3 + 1];
    float nz = wa * normals[a * 3 + 2] + wb * normals[b * 3 + 2] + wc * normals[c * 3 + 2];
    float length = (float) Math.sqrt(nx * nx + ny * ny + nz * nz);
    float unit = length > 0 ? 1 / length : 0;
    light(nx * unit, ny * unit, nz * unit, u, v, away, source);
  }

  private void light(float nx, float ny, float nz, float u, float v, float away, Lamp source) {
    float dx = axes[0] * u + axes[3] * v + axes[6];
    float dy = axes[1] * u + axes[4] * v + axes[7];
    float dz = axes[2] * u + axes[5] * v + axes[8];
    float px = eye[0] + away * dx + 0.012f * nx;
    float py = eye[1] + away * dy + 0.012f * ny;
    float pz = eye[2] + away * dz + 0.012f * nz;
    float lit = shadows.lit(px, py, pz);
    source.on(nx, ny, nz, lit, lamp);
    // Light from the ground fades near it, and edges that turn away are darker.
    float facing = -(nx * dx + ny * dy + nz * dz) / (float) Math.sqrt(dx * dx + dy * dy + dz * dz);
    float rim = 0.72f + 0.28f * Math.min(1, Math.max(0, facing) * 1.8f);
    float gloss = 0;
    if (colour[3] > 0.025f && lit > 0) {
      float[] toLamp = source.direction();
      float nl = nx * toLamp[0] + ny * toLamp[1] + nz * toLamp[2];
      float shine = Math.max(0, nl) * Math.max(0, facing);
      gloss = colour[3] * lit * shine * shine * shine * shine;
    }
    for (int channel = 0; channel < 3; channel++) {
      colour[channel] = colour[channel] * lamp[channel] * rim + gloss;
    }
  }

  /** By the last exposure: its grid and its projected vertices are still there. */
  private void see(Scene scene, SceneView view, float[] seen, float[] hidden) {
    PlacedObject person = scene.objects().get(0);
    FigureMesh mesh = scene.person(0).mesh();
    float[] facing = new float[BodyArrays.JOINTS];
    for (int v = 0; v < mesh.vertices(); v++) {
      if (!faces(person, v)) {
        continue;
      }
      int joint = mesh.leader(v);
      facing[joint]++;
      int column = (int) Math.floor(person.columns()[v]);
      int row = (int) Math.floor(person.rows()[v]);
      boolean inside = column >= 0 && row >= 0 && column < width && row < height;
      if (!inside || !view.isInPicture(column, row)) {
        hidden[joint]++;
        continue;
      }
      int pixel = row * width + column;
      if (grid.nearness(pixel) <= person.nearness()[v] * (1 + NEARLY)) {
        seen[joint]++;
      } else if (grid.triangle(pixel) >= person.triangles()) {
        hidden[joint]++; // By another than the person, who is the first of the objects.
      }
    }
    for (int joint = 0; joint < seen.length; joint++) {
      seen[joint] = facing[joint] > 0 ? seen[joint] / facing[joint] : 0;
      hidden[joint] = facing[joint] > 0 ? hidden[joint] / facing[joint] : 0;
    }
  }

  private boolean faces(PlacedObject person, int vertex) {
    float[] world = person.world();
    float[] normals = person.normals();
    float sum = 0;
    for (int axis = 0; axis < 3; axis++) {
      sum += normals[vertex * 3 + axis] * (eye[axis] - world[vertex * 3 + axis]);
    }
    return sum > 0;
  }
}
