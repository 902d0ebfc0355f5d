package hmrbench.video.pipeline;

import hmrbench.picture.geometry.Box;
import hmrbench.picture.image.Picture;
import hmrbench.video.read.VideoInfo;
import hmrbench.video.write.FilmClock;
import hmrbench.video.write.VideoWriter;
import java.nio.file.Path;

/** A made-up film of two bright upright figures, the second of whom comes later. */
public final class BrightFilm {

  public static final int FRAMES = 40;

  /** The frame in which the second person appears. */
  public static final int ENTRANCE = 8;

  private static final int WIDTH = 320;
  private static final int HEIGHT = 240;

  private BrightFilm() {}

  /** Where the first person is, who walks to the right. */
  public static Box first(int frame) {
    return Box.between(50 + 2 * frame, 70, 74 + 2 * frame, 150);
  }

  /** Where the second person is, who walks to the left. */
  public static Box second(int frame) {
    return Box.between(245 - frame, 85, 275 - frame, 175);
  }

  /** Writes the film, at 25 frames per second. */
  public static void write(Path file) {
    FilmClock clock = FilmClock.of(new VideoInfo.Ratio(1, 12800), 25);
    try (VideoWriter writer =
        VideoWriter.open(file, WIDTH, HEIGHT, clock, VideoWriter.Content.DRAWN)) {
      for (int t = 0; t < FRAMES; t++) {
        Picture picture = Picture.black(WIDTH, HEIGHT);
        paint(picture, first(t));
        if (t >= ENTRANCE) {
          paint(picture, second(t));
        }
        writer.add(picture, 512L * t);
      }
      writer.finish();
    }
  }

  private static void paint(Picture picture, Box box) {
    for (int y = (int) box.top(); y < box.top() + box.height(); y++) {
      for (int x = (int) box.left(); x < box.left() + box.width(); x++) {
        picture.colour(x, y, 0xffffff);
      }
    }
  }
}
