package hmrbench.scene;

import hmrbench.data.sim.RandomStream;

/** A room: floor, ceiling, three walls, doors, windows, pictures and furniture. */
final class Room implements Backdrop {

  private static final int NUMBERS = 6;

  private final float back;
  private final float leftWall;
  private final float rightWall;
  private final float ceiling;
  private final float skirting;
  private final GroundCover floor;
  private final GroundCover wall;
  private final GroundCover sideWall;
  private final float[] ceilingColour;
  private final float[] skirtingColour;
  private final Panel[] panels;
  private final float[] boxes;
  private final GroundCover[] boxCovers;
  private final Clutter clutter;

  /** A rectangle on the back wall. */
  private static final class Panel {
    final float x;
    final float y;
    final float halfWidth;
    final float halfHeight;
    final boolean shines;
    final float[] colour;
    final float[] frame;
    final float shift;

    Panel(RandomStream draws, double reach, double ceiling) {
      int kind = draws.below(3); // a door, a window, a picture
      halfWidth = (float) (kind == 0 ? 0.45 : draws.uniform(0.2, 0.8));
      halfHeight =
          (float)
              (kind == 0 ? 1.02 : kind == 1 ? draws.uniform(0.4, 0.7) : draws.uniform(0.15, 0.45));
      x = (float) draws.uniform(-reach, reach);
      y =
          (float)
              (kind == 0 ? 1.02 : Math.min(ceiling - halfHeight - 0.1, draws.uniform(1.2, 1.8)));
      shines = kind == 1;
      colour =
          shines ? Colours.of(0xcfe0ee) : kind == 0 ? Colours.wood(draws) : Colours.cloth(draws);
      frame = draws.uniform() < 0.5 ? Colours.of(0xe9e6e0) : Colours.wood(draws);
      shift = (float) draws.uniform(0, 40);
    }

    boolean at(float u, float v, Sight sight) {
      float inX = halfWidth - Math.abs(u - x);
      float inY = halfHeight - Math.abs(v - y);
      if (inX < 0 || inY < 0) {
        return false;
      }
      boolean bar = shines && (Math.abs(u - x) < 0.02f || Math.abs(v - y) < 0.02f);
      if (Math.min(inX, inY) < 0.05f || bar) {
        sight.set(frame, 1);
      } else {
        float shade = shines ? 0.75f + 0.3f * (v - y) / halfHeight : 1;
        sight.set(colour, shade + 0.25f * Sines.noise((u + shift) * 3, v * 3));
        sight.shines = shines;
      }
      return true;
    }
  }

  Room(RandomStream draws) {
    back = (float) draws.uniform(1, 3.8);
    leftWall = (float) -draws.uniform(1.8, 5);
    rightWall = (float) draws.uniform(1.8, 5);
    ceiling = (float) draws.uniform(2.3, 3.3);
    skirting = draws.uniform() < 0.6 ? (float) draws.uniform(0.06, 0.14) : 0;
    floor = GroundCover.floor(draws);
    wall = GroundCover.wall(draws);
    sideWall = draws.uniform() < 0.7 ? wall : GroundCover.wall(draws);
    ceilingColour = Colours.of(0xe8e6e1);
    skirtingColour = Colours.of(draws.uniform() < 0.7 ? 0xf0efec : 0x5a4433);
    panels = new Panel[draws.poisson(1.6)];
    for (int i = 0; i < panels.length; i++) {
      panels[i] = new Panel(draws, 2.4, ceiling);
    }
    int count = draws.poisson(1.4);
    boxes = new float[count * NUMBERS];
    boxCovers = new GroundCover[count];
    for (int i = 0; i < count; i++) {
      furnish(i, draws);
    }
    clutter = new Clutter(back * draws.uniform(0.6, 0.95), draws);
  }

  private void furnish(int i, RandomStream draws) {
    double width = draws.uniform(0.3, 1.6);
    double depth = draws.uniform(0.3, 0.8);
    double height = draws.uniform() < 0.5 ? draws.uniform(0.4, 0.9) : draws.uniform(0.9, 2.1);
    double x = draws.uniform(-2.4, 2.4);
    double far = Math.max(0.5, back - depth);
    boxes[i * NUMBERS] = (float) (x - width / 2);
    boxes[i * NUMBERS + 1] = (float) (x + width / 2);
    boxes[i * NUMBERS + 2] = 0;
    boxes[i * NUMBERS + 3] = (float) height;
    boxes[i * NUMBERS + 4] = (float) far;
    boxes[i * NUMBERS + 5] = (float) (far + depth);
    boxCovers[i] = draws.uniform() < 0.5 ? GroundCover.floor(draws) : GroundCover.wall(draws);
  }

  @Override
  public void look(float[] from, float dx, float dy, float dz, Sight sight) {
    float level = dy < 0 ? -from[1] / dy : dy > 0 ? (ceiling - from[1]) / dy : Float.MAX_VALUE;
    float side = dx == 0 ? Float.MAX_VALUE : ((dx > 0 ? rightWall : leftWall) - from[0]) / dx;
    float away = dz > 0 ? (back - from[2]) / dz : Float.MAX_VALUE;
    // A camera may stand behind a side wall of a narrow room; that wall is then left out.
    side = side < 0 ? Float.MAX_VALUE : side;
    away = away < 0 ? Float.MAX_VALUE : away;
    float reach = Math.min(level, Math.min(side, away));
    float x = from[0] + reach * dx;
    float y = from[1] + reach * dy;
    float z = from[2] + reach * dz;
    sight.reach = reach;
    sight.shines = false;
    if (reach == level) {
      level(x, z, dy < 0, reach, sight);
    } else if (reach == side) {
      sideWall.at(z, y, reach, sight);
      sight.facing(dx > 0 ? -1 : 1, 0, 0);
    } else {
      backWall(x, y, reach, sight);
    }
    if (reach != level && y < skirting) {
      sight.set(skirtingColour, 1);
    }
    float corner =
        0.12f / (0.12f + Math.abs(back - z))
            + 0.12f / (0.12f + Math.min(Math.abs(rightWall - x), Math.abs(x - leftWall)))
            + 0.1f / (0.1f + Math.min(Math.abs(y), Math.abs(ceiling - y)));
    sight.grey(1 - 0.3f * (corner - 1));
    for (int i = 0; i < boxes.length; i += NUMBERS) {
      box(i, from, dx, dy, dz, sight);
    }
    clutter.look(from, dx, dy, dz, sight);
  }

  private void level(float x, float z, boolean below, float reach, Sight sight) {
    if (below) {
      floor.at(z, x, reach, sight);
      sight.facing(0, 1, 0);
    } else {
      sight.set(ceilingColour, 1);
      sight.facing(0, -1, 0);
    }
  }

  private void backWall(float x, float y, float reach, Sight sight) {
    sight.facing(0, 0, -1);
    for (Panel panel : panels) {
      if (panel.at(x, y, sight)) {
        return;
      }
    }
    wall.at(x, y, reach, sight);
  }

  private void box(int i, float[] from, float dx, float dy, float dz, Sight sight) {
    float enter = 0;
    float leave = sight.reach;
    int face = -1;
    for (int axis = 0; axis < 3; axis++) {
      float d = axis == 0 ? dx : axis == 1 ? dy : dz;
      float over = 1 / (d == 0 ? 1e-9f : d);
      float a = (boxes[i + 2 * axis] - from[axis]) * over;
      float b = (boxes[i + 2 * axis + 1] - from[axis]) * over;
      float in = Math.min(a, b);
      if (in > enter) {
        enter = in;
        face = axis;
      }
      leave = Math.min(leave, Math.max(a, b));
    }
    if (face < 0 || enter >= leave) {
      return;
    }
    float x = from[0] + enter * dx;
    float y = from[1] + enter * dy;
    float z = from[2] + enter * dz;
    boxCovers[i / NUMBERS].at(face == 0 ? z : x, face == 1 ? z : y, enter, sight);
    sight.facing(
        face == 0 ? -Math.signum(dx) : 0,
        face == 1 ? -Math.signum(dy) : 0,
        face == 2 ? -Math.signum(dz) : 0);
    sight.grey(face == 1 ? 1.1f : 0.6f + 0.4f * Math.min(1, y * 2.5f));
    sight.reach = enter;
    sight.shines = false;
  }
}
