package hmrbench.video.film;

import hmrbench.video.OrderedTasks;
import hmrbench.video.draw.ScenePainter;
import hmrbench.video.write.Encoder;
import hmrbench.video.write.FilmClock;
import hmrbench.video.write.PackedPlanes;
import hmrbench.video.write.VideoWriter;
import hmrbench.video.write.YuvPicture;
import java.nio.file.Path;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.IntConsumer;
import java.util.function.Supplier;

/**
 * Draws the frames of a film on several threads and encodes them in their order on this one. A few
 * pictures are in memory at a time, however long the clip.
 */
public final class FilmMaker {

  /** Pictures per drawing thread that may wait for the encoder. */
  private static final int AHEAD = 6;

  private FilmMaker() {}

  /** Draws frames, for one thread. */
  @FunctionalInterface
  public interface Drawing {

    /** A frame, from 0; valid until the next one is asked for. */
    YuvPicture draw(int frame);
  }

  /**
   * What is to be filmed.
   *
   * @param width of its pictures, in pixels
   * @param height of its pictures, in pixels
   * @param frames how many
   * @param framesPerSecond its rate, in hertz
   * @param drawing makes what a thread draws with
   */
  public record Script(
      int width,
      int height,
      int frames,
      double framesPerSecond,
      VideoWriter.Content content,
      Supplier<Drawing> drawing) {}

  private static Script script(ClipFilm film) {
    return new Script(
        film.look().width(),
        film.look().height(),
        film.clip().frames(),
        film.clip().framesPerSecond(),
        VideoWriter.Content.DRAWN,
        () -> {
          ScenePainter painter = film.painter();
          Canvas canvas = film.canvas();
          return frame -> {
            film.draw(frame, painter, canvas);
            return canvas.converted();
          };
        });
  }

  /**
   * Makes the film of a recorded clip. The same clip gives the same bytes, whatever the number of
   * threads.
   *
   * @param file where it goes; there is nothing before the film is whole
   * @param workers drawing threads
   * @param progress takes the number of frames that are done
   * @return what encoded it
   */
  public static Encoder make(ClipFilm film, Path file, int workers, IntConsumer progress) {
    return make(script(film), file, workers, progress);
  }

  /**
   * Makes a film. The same pictures give the same bytes, whatever the number of threads.
   *
   * @param file where it goes; there is nothing before the film is whole
   * @param workers drawing threads
   * @param progress takes the number of frames that are done
   * @return what encoded it
   */
  public static Encoder make(Script film, Path file, int workers, IntConsumer progress) {
    FilmClock clock = FilmClock.constant(film.framesPerSecond());
    try (Drawings drawings = new Drawings(film, workers)) {
      drawings.goOn();
      // The first time this loads FFmpeg, for most of a second; frames are drawn meanwhile.
      try (VideoWriter writer =
          VideoWriter.open(file, film.width(), film.height(), clock, film.content())) {
        for (int frame = 0; frame < film.frames(); frame++) {
          drawings.goOn();
          PackedPlanes planes = drawings.drawn.take();
          writer.add(planes, frame);
          drawings.idle.add(planes);
          progress.accept(frame + 1);
        }
        writer.finish();
        return writer.encoder();
      }
    }
  }

  /** The next frames, drawn or being drawn with what tools and rooms are free. */
  private static final class Drawings implements AutoCloseable {
    private final Script film;
    private final int most;
    private final OrderedTasks<PackedPlanes> drawn;
    private final Queue<PackedPlanes> idle = new ConcurrentLinkedQueue<>();
    private final Queue<Drawing> tools = new ConcurrentLinkedQueue<>();
    private int next;

    Drawings(Script film, int workers) {
      this.film = film;
      this.most = AHEAD * workers;
      this.drawn = new OrderedTasks<>(workers);
    }

    void goOn() {
      for (; next < film.frames() && drawn.waiting() < most; next++) {
        int frame = next;
        drawn.begin(() -> draw(frame));
      }
    }

    private PackedPlanes draw(int frame) {
      Drawing free = tools.poll();
      Drawing own = free == null ? film.drawing().get() : free;
      YuvPicture picture = own.draw(frame);
      PackedPlanes room = idle.poll();
      PackedPlanes planes = room == null ? new PackedPlanes(picture) : room;
      planes.take(picture);
      tools.add(own);
      return planes;
    }

    @Override
    public void close() {
      drawn.close();
    }
  }
}
