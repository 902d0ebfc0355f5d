package hmrbench.video.film;

import hmrbench.picture.image.Area;
import hmrbench.picture.image.Picture;
import hmrbench.video.write.YuvPicture;
import java.util.ArrayList;
import java.util.List;

/**
 * A picture on which one frame after the other is drawn over the same backdrop. Its users say where
 * something was drawn; only that is wiped off before the next frame, and only that is converted.
 */
final class Canvas {

  private final Picture backdrop;
  private final YuvPicture convertedBackdrop;
  private final Picture picture;
  private final YuvPicture converted;
  private final List<Area> touched = new ArrayList<>();

  /**
   * @param backdrop not changed
   * @param convertedBackdrop the same, not changed either
   */
  Canvas(Picture backdrop, YuvPicture convertedBackdrop) {
    this.backdrop = backdrop;
    this.convertedBackdrop = convertedBackdrop;
    this.picture = backdrop.copy();
    this.converted = convertedBackdrop.copy();
  }

  /** What is drawn on. */
  Picture picture() {
    return picture;
  }

  /** Shows the backdrop again. */
  void wipe() {
    for (Area area : touched) {
      int count = 3 * (area.right() - area.left());
      for (int y = area.top(); y < area.bottom(); y++) {
        int from = 3 * (y * picture.width() + area.left());
        System.arraycopy(backdrop.rgb(), from, picture.rgb(), from, count);
      }
      converted.take(convertedBackdrop, area);
    }
    touched.clear();
  }

  /** Something was drawn here. */
  void touch(Area area) {
    Area all = area.common(new Area(0, 0, picture.width(), picture.height()));
    if (all.isEmpty()) {
      return;
    }
    for (int i = touched.size() - 1; i >= 0; i--) {
      if (touched.get(i).meets(all)) {
        all = all.around(touched.remove(i));
      }
    }
    touched.add(all);
  }

  /**
   * Repeats elsewhere, fainter, what differs from the backdrop.
   *
   * @param area what is repeated, within the picture like its repetition
   * @param right columns from there to the repetition
   * @param down rows from there to the repetition
   * @param share what is left of it, in 1/256
   */
  void repeat(Area area, int right, int down, int share) {
    byte[] rgb = picture.rgb();
    byte[] empty = backdrop.rgb();
    int shift = 3 * (down * picture.width() + right);
    for (int y = area.top(); y < area.bottom(); y++) {
      int from = 3 * (y * picture.width() + area.left());
      int end = 3 * (y * picture.width() + area.right());
      for (; from < end; from++) {
        int above = (rgb[from] & 255) - (empty[from] & 255);
        if (above != 0) {
          int faint = (rgb[from + shift] & 255) + ((above * share) >> 8);
          rgb[from + shift] = (byte) Math.max(0, Math.min(255, faint));
        }
      }
    }
    touch(area.shifted(right, down));
  }

  /** The picture for the encoder; valid until it is drawn on again. */
  YuvPicture converted() {
    for (Area area : touched) {
      converted.take(picture, area);
    }
    return converted;
  }
}
