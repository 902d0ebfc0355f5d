package hmrbench.campaign;

import hmrbench.picture.image.Picture;
import hmrbench.video.write.FilmClock;
import hmrbench.video.write.VideoWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A video of half a second, in which something moves, and the boxes around it. */
public final class SmallClip {

  public static final String VIDEO = "clip.mp4";
  public static final String BOXES = "boxes.csv";

  private static final int FRAMES = 12;

  private SmallClip() {}

  /** Writes both into a folder. */
  public static void write(Path folder) throws IOException {
    List<String> boxes = new ArrayList<>(List.of("frame,person,left,top,width,height"));
    FilmClock clock = FilmClock.constant(25);
    Path file = folder.resolve(VIDEO);
    try (VideoWriter writer = VideoWriter.open(file, 96, 72, clock, VideoWriter.Content.DRAWN)) {
      for (int t = 0; t < FRAMES; t++) {
        Picture picture = Picture.black(96, 72);
        for (int y = 10; y < 60; y++) {
          for (int x = 5 + 3 * t; x < 25 + 3 * t; x++) {
            picture.colour(x, y, 0x80c040 + 1000 * y);
          }
        }
        writer.add(picture, t);
        boxes.add("%d,1,%d,10,20,50".formatted(t, 5 + 3 * t));
      }
      writer.finish();
    }
    Files.write(folder.resolve(BOXES), boxes);
  }
}
