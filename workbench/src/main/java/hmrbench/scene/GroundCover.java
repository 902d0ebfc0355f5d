package hmrbench.scene;

import hmrbench.data.sim.RandomStream;

/** What is on a floor or a wall: planks, tiles, bricks, grass and the like. */
final class GroundCover {

  private enum Kind {
    PLAIN,
    PLANKS,
    TILES,
    BRICKS,
    STRIPES,
    ROUGH,
    SPECKLED
  }

  private final Kind kind;
  private final float[] base;
  private final float[] other;
  private final float across;
  private final float along;
  private final float contrast;
  private final float shift;

  private GroundCover(Kind kind, float[] base, float[] other, RandomStream draws) {
    this.kind = kind;
    this.base = base;
    this.other = other;
    double size = draws.uniform(0.7, 1.4);
    this.across = (float) (size * (kind == Kind.PLANKS ? 0.13 : kind == Kind.BRICKS ? 0.09 : 0.4));
    this.along = (float) (size * (kind == Kind.PLANKS ? 1.3 : kind == Kind.BRICKS ? 0.25 : 0.4));
    this.contrast = (float) draws.uniform(0.15, 0.6);
    this.shift = (float) draws.uniform(0, 60);
  }

  static GroundCover floor(RandomStream draws) {
    Kind[] kinds = {Kind.PLANKS, Kind.PLANKS, Kind.TILES, Kind.ROUGH, Kind.SPECKLED, Kind.PLAIN};
    Kind kind = kinds[draws.below(kinds.length)];
    float[] base = kind == Kind.PLANKS ? Colours.wood(draws) : Colours.wall(draws);
    float[] carpet = Colours.scaled(Colours.cloth(draws), 0.7);
    return new GroundCover(
        kind,
        kind == Kind.ROUGH ? carpet : base,
        Colours.scaled(base, draws.uniform(0.4, 0.8)),
        draws);
  }

  static GroundCover wall(RandomStream draws) {
    Kind[] kinds = {Kind.PLAIN, Kind.PLAIN, Kind.PLAIN, Kind.BRICKS, Kind.STRIPES, Kind.ROUGH};
    Kind kind = kinds[draws.below(kinds.length)];
    float[] wall = Colours.wall(draws);
    float[] brick = Colours.scaled(Colours.of(0x9a5a44), draws.uniform(0.7, 1.2));
    float[] base = kind == Kind.BRICKS && draws.uniform() < 0.6 ? brick : wall;
    return new GroundCover(
        kind, base, Colours.between(base, Colours.cloth(draws), draws.uniform(0.1, 0.5)), draws);
  }

  private static final int[] EARTHS = {
    0x5d7a3a, 0x6f8745, 0x47602f, 0x6d6c6a, 0x55565a, 0xb7a27c, 0x8f8a80, 0x7a6a50
  };

  static GroundCover outside(RandomStream draws) {
    Kind[] kinds = {Kind.ROUGH, Kind.ROUGH, Kind.SPECKLED, Kind.TILES, Kind.BRICKS};
    float[] base =
        Colours.scaled(Colours.of(EARTHS[draws.below(EARTHS.length)]), draws.uniform(0.8, 1.2));
    return new GroundCover(
        kinds[draws.below(kinds.length)],
        base,
        Colours.scaled(base, draws.uniform(0.45, 0.85)),
        draws);
  }

  /**
   * The colour at a place.
   *
   * @param u along, in metres
   * @param v across, in metres
   * @param far how far away it is, in metres: details are left out where they could not be seen
   */
  void at(float u, float v, float far, Backdrop.Sight sight) {
    float fine = far > 14 ? 0.25f : far > 7 ? 0.6f : 1;
    float share = 0.25f * contrast * Sines.noise(u * 0.7f + shift, v * 0.7f);
    share +=
        switch (kind) {
          case PLANKS -> boards(u, v, fine, 0.37f, 0.006f) + grain(u, v, fine);
          case BRICKS -> boards(u, v, fine, 0.5f, 0.05f);
          case TILES -> tiles(u, v, fine);
          case STRIPES -> u / along * 2 - Sines.floor(u / along * 2) < 0.5f ? contrast * 0.6f : 0;
          case ROUGH -> fine * contrast * rough(u, v);
          case SPECKLED ->
              fine * contrast * 0.8f * Sines.cell(Sines.floor(u * 70), Sines.floor(v * 70));
          case PLAIN -> 0.1f * contrast * Sines.noise(u * 5 + shift, v * 5);
        };
    for (int channel = 0; channel < 3; channel++) {
      sight.colour[channel] = Math.max(0, base[channel] + share * (other[channel] - base[channel]));
    }
  }

  /** Rows of boards or bricks, each row shifted against the last, with gaps between them. */
  private float boards(float u, float v, float fine, float rowShift, float gap) {
    int row = Sines.floor(v / across);
    float start = u / along + rowShift * row;
    int board = Sines.floor(start);
    float tint = fine * contrast * 0.5f * Sines.cell(board + 7, row);
    boolean isGap = v / across - row < 0.09f || start - board < gap;
    return tint + (isGap ? fine * 0.8f : 0);
  }

  private float grain(float u, float v, float fine) {
    int row = Sines.floor(v / across);
    return fine * contrast * 0.35f * Sines.noise(u * 2 + shift + 9 * row, v * 45);
  }

  private float tiles(float u, float v, float fine) {
    int column = Sines.floor(u / along);
    int line = Sines.floor(v / across);
    float tint = fine * contrast * (((column + line) & 1) == 0 ? 0.35f : -0.2f);
    boolean isGap = u / along - column < 0.04f || v / across - line < 0.04f;
    return tint + (isGap ? fine * 0.5f : 0);
  }

  private float rough(float u, float v) {
    return 0.6f * Sines.noise(u * 13 + shift, v * 13) + 0.7f * Sines.noise(u * 47, v * 47 + shift);
  }
}
