package hmrbench.scene;

import hmrbench.core.FloatGrid;
import hmrbench.picture.geometry.Box;
import java.util.List;

/**
 * Whole pictures and who is in them; N = pictures, all of one size.
 *
 * @param pixels as a network for people takes them [N, 3, H, W], -1 to 1
 * @param targets what its maps should be, see {@code picture.people.PeopleMaps} [N, 6, H/4, W/4]
 * @param people per picture the boxes of those who are seen, around the whole person, in pixels
 */
public record WholePictureBatch(FloatGrid pixels, FloatGrid targets, List<List<Box>> people) {

  public WholePictureBatch {
    people = people.stream().map(List::copyOf).toList();
  }

  /** Number of pictures, N. */
  public int size() {
    return people.size();
  }
}
