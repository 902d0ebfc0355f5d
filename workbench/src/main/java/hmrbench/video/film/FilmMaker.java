package hmrbench.video.film;

import hmrbench.video.draw.ScenePainter;
import hmrbench.video.write.Encoder;
import hmrbench.video.write.FilmClock;
import hmrbench.video.write.VideoWriter;
import hmrbench.video.write.YuvPicture;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;

/**
 * Draws the frames of a film on several threads and encodes them in their order on this one. A few
 * pictures are in memory at a time, however long the clip.
 */
public final class FilmMaker {

  /** Pictures per drawing thread that may wait for the encoder. */
  private static final int AHEAD = 3;

  private FilmMaker() {}

  /** What a thread draws with. */
  private static final class Desk {
    private final ClipFilm film;
    private final ScenePainter painter;
    private final Canvas canvas;

    Desk(ClipFilm film) {
      this.film = film;
      this.painter = film.painter();
      this.canvas = film.canvas();
    }

    YuvPicture draw(int frame) {
      film.draw(frame, painter, canvas);
      return canvas.converted();
    }
  }

  /**
   * Makes the film. The same clip gives the same bytes, whatever the number of threads.
   *
   * @param file where it goes; there is nothing before the film is whole
   * @param workers drawing threads
   * @param progress is told the number of frames that are done
   * @return what encoded it
   */
  public static Encoder make(ClipFilm film, Path file, int workers, IntConsumer progress) {
    int frames = film.clip().frames();
    ExecutorService pool = Executors.newFixedThreadPool(workers);
    FilmClock clock = FilmClock.constant(film.clip().framesPerSecond());
    try (VideoWriter writer =
        VideoWriter.open(file, film.look().width(), film.look().height(), clock)) {
      Queue<Desk> desks = new ConcurrentLinkedQueue<>();
      Deque<Future<VideoWriter.Ready>> drawn = new ArrayDeque<>();
      int next = 0;
      try {
        for (int frame = 0; frame < frames; frame++) {
          for (; next < frames && drawn.size() < AHEAD * workers; next++) {
            int wanted = next;
            drawn.add(pool.submit(() -> ready(film, wanted, desks, writer)));
          }
          writer.add(ready(drawn.remove()), frame);
          progress.accept(frame + 1);
        }
        writer.finish();
      } finally {
        end(pool);
      }
      return writer.encoder();
    }
  }

  private static VideoWriter.Ready ready(
      ClipFilm film, int frame, Queue<Desk> desks, VideoWriter writer) {
    Desk free = desks.poll();
    Desk desk = free == null ? new Desk(film) : free;
    VideoWriter.Ready ready = writer.ready(desk.draw(frame));
    desks.add(desk);
    return ready;
  }

  /** No thread may still draw when the writer frees its buffers. */
  private static void end(ExecutorService pool) {
    pool.shutdownNow();
    try {
      pool.awaitTermination(1, TimeUnit.MINUTES);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static VideoWriter.Ready ready(Future<VideoWriter.Ready> drawn) {
    try {
      return drawn.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a film was drawn", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(e.getCause());
    }
  }
}
