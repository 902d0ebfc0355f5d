package hmrbench.scene;

import hmrbench.data.sim.RandomStream;

/** A place outside: ground up to the horizon, rows of houses, trees, hills or hedges, a sky. */
final class Outdoors implements Backdrop {

  private enum Kind {
    HOUSES,
    TREES,
    HILLS,
    HEDGE
  }

  /** A row of things at some distance. */
  private static final class Row {
    final Kind kind;
    final float distance;
    final float height;
    final float[] colour;
    final float[] second;
    final float width;
    final float shift;

    Row(Kind kind, double distance, RandomStream draws) {
      this.kind = kind;
      this.distance = (float) distance;
      this.width = (float) (distance * draws.uniform(0.15, 0.45));
      this.height =
          (float)
              (kind == Kind.HEDGE
                  ? draws.uniform(0.7, 2.2)
                  : kind == Kind.HILLS ? distance * 0.1 : distance * draws.uniform(0.12, 0.5));
      float[] green =
          Colours.scaled(
              Colours.of(draws.uniform() < 0.5 ? 0x3f5a2c : 0x5b7440), draws.uniform(0.6, 1.3));
      float[] house = Colours.wall(draws);
      this.colour =
          kind == Kind.HOUSES || (kind == Kind.HEDGE && draws.uniform() < 0.5) ? house : green;
      this.second = kind == Kind.HOUSES ? Colours.of(0x3a4654) : Colours.scaled(colour, 0.45);
      this.shift = (float) draws.uniform(0, 90);
    }

    float height(float x) {
      float place = x / width + shift;
      return switch (kind) {
        case HOUSES -> height * (0.7f + 0.45f * Sines.cell(Sines.floor(place), 3));
        case TREES ->
            height
                * (0.75f + 0.3f * Sines.noise(place * 1.5f, 1) + 0.12f * Sines.noise(place * 9, 4));
        case HILLS -> height * (0.6f + 0.5f * Sines.noise(place * 0.3f, 2));
        case HEDGE -> height;
      };
    }

    void at(float x, float y, Sight sight) {
      if (kind == Kind.HOUSES) {
        float place = x / width + shift;
        int house = Sines.floor(place);
        float tint = 1 + 0.3f * Sines.cell(house, 9);
        float u = (place - house) * 5;
        float v = y / (height * 0.22f);
        boolean window =
            u - Sines.floor(u) > 0.35f
                && u - Sines.floor(u) < 0.75f
                && v - Sines.floor(v) > 0.3f
                && v - Sines.floor(v) < 0.75f;
        sight.set(window ? second : colour, tint);
      } else {
        float scale = kind == Kind.HILLS ? 0.3f : 30 / (distance + 6);
        float leaves =
            0.5f
                + 0.5f * Sines.noise(x * scale * 2 + shift, y * scale * 2)
                + 0.4f * Sines.noise(x * scale * 7, y * scale * 7);
        sight.set(colour, 1);
        sight.mix(second, Math.max(0, Math.min(1, leaves)) * 0.7f);
      }
      sight.facing(0, 0.2f, -0.98f);
    }
  }

  private final GroundCover ground;
  private final GroundCover path;
  private final float pathFrom;
  private final float pathTo;
  private final Row[] rows;
  private final float[] zenith;
  private final float[] horizon;
  private final float cloud;
  private final float shift;
  private final Clutter clutter;

  Outdoors(RandomStream draws) {
    ground = GroundCover.outside(draws);
    path = GroundCover.outside(draws);
    pathFrom = (float) draws.uniform(-3, 3);
    pathTo = pathFrom + (float) (draws.uniform() < 0.5 ? 0 : draws.uniform(0.6, 3));
    Kind[] kinds = Kind.values();
    rows = new Row[1 + draws.below(3)];
    double distance = draws.uniform(2.2, 9);
    for (int i = 0; i < rows.length; i++) {
      Kind kind =
          i + 1 < rows.length && i == 0 && distance < 7 ? Kind.HEDGE : kinds[draws.below(3)];
      rows[i] = new Row(kind, distance, draws);
      distance *= draws.uniform(1.6, 3.5);
    }
    double grey = draws.uniform();
    zenith = Colours.between(Colours.of(0x4f86c6), Colours.of(0xb9bfc5), grey);
    horizon = Colours.between(Colours.of(0xc3d7e8), Colours.of(0xdadcdc), grey);
    cloud = (float) draws.uniform(0, 0.9);
    shift = (float) draws.uniform(0, 50);
    clutter = new Clutter(draws.uniform(1, 4), draws);
  }

  @Override
  public void look(float[] from, float dx, float dy, float dz, Sight sight) {
    float down = dy < -1e-4f ? -from[1] / dy : Float.MAX_VALUE;
    sight.shines = false;
    if (down < 250) {
      sight.reach = down;
      float x = from[0] + down * dx;
      float z = from[2] + down * dz;
      (x > pathFrom && x < pathTo ? path : ground).at(x, z, down, sight);
      sight.facing(0, 1, 0);
      haze(down, sight);
    } else {
      sight.reach = 1e4f;
      sky(dx, dy, dz, sight);
    }
    for (Row row : rows) {
      float reach = dz > 0 ? (row.distance - from[2]) / dz : Float.MAX_VALUE;
      if (reach > 0 && reach < sight.reach) {
        float x = from[0] + reach * dx;
        float y = from[1] + reach * dy;
        if (y < row.height(x)) {
          row.at(x, y, sight);
          sight.reach = reach;
          sight.shines = false;
          haze(reach, sight);
          break;
        }
      }
    }
    clutter.look(from, dx, dy, dz, sight);
  }

  private void haze(float reach, Sight sight) {
    sight.mix(horizon, 0.7f * reach / (reach + 90));
  }

  private void sky(float dx, float dy, float dz, Sight sight) {
    float level = (float) Math.sqrt(dx * dx + dz * dz);
    float up = Math.max(0, dy) / (level + Math.max(0, dy));
    sight.set(horizon, 1);
    sight.mix(zenith, Math.min(1, 2.5f * up));
    float over = 1 / (Math.max(0, dy) + 0.15f * level);
    float puff =
        Sines.noise(shift + dx * over * 1.3f, dz * over * 1.3f)
            + 0.5f * Sines.noise(dx * over * 4, shift + dz * over * 4);
    sight.mix(WHITE, cloud * Math.max(0, Math.min(1, puff)));
    sight.shines = true;
  }

  private static final float[] WHITE = {0.92f, 0.93f, 0.94f};
}
