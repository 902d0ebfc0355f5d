package hmrbench.run;

import hmrbench.core.FloatGrid;
import hmrbench.core.SmplTrack;
import java.util.List;

/** Arrays of several sequences, one after another along the first axis. */
final class Stacks {

  private Stacks() {}

  static FloatGrid grids(List<FloatGrid> parts) {
    int[] shape = parts.get(0).shape();
    shape[0] = parts.stream().mapToInt(part -> part.size(0)).sum();
    float[] all = new float[parts.stream().mapToInt(FloatGrid::length).sum()];
    int at = 0;
    for (FloatGrid part : parts) {
      part.copyTo(0, all, at, part.length());
      at += part.length();
    }
    return FloatGrid.owning(all, shape);
  }

  static SmplTrack smpl(List<SmplTrack> parts) {
    return new SmplTrack(
        grids(parts.stream().map(SmplTrack::rotations).toList()),
        grids(parts.stream().map(SmplTrack::betas).toList()),
        grids(parts.stream().map(SmplTrack::camera).toList()));
  }
}
