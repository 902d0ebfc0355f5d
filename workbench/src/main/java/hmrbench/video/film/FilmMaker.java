package hmrbench.video.film;

import hmrbench.video.draw.ScenePainter;
import hmrbench.video.write.Encoder;
import hmrbench.video.write.FilmClock;
import hmrbench.video.write.PackedPlanes;
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
  private static final int AHEAD = 6;

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
    ExecutorService pool = Executors.newFixedThreadPool(workers);
    FilmClock clock = FilmClock.constant(film.clip().framesPerSecond());
    try {
      Drawings drawings = new Drawings(film, pool, AHEAD * workers);
      drawings.goOn();
      // The first time this loads FFmpeg, for most of a second; frames are drawn meanwhile.
      try (VideoWriter writer =
          VideoWriter.open(file, film.look().width(), film.look().height(), clock)) {
        for (int frame = 0; frame < film.clip().frames(); frame++) {
          drawings.goOn();
          PackedPlanes planes = ready(drawings.drawn.remove());
          writer.add(planes, frame);
          drawings.idle.add(planes);
          progress.accept(frame + 1);
        }
        writer.finish();
        return writer.encoder();
      }
    } finally {
      end(pool);
    }
  }

  /** The next frames, in their order, drawn or being drawn. */
  private static final class Drawings {
    private final ClipFilm film;
    private final ExecutorService pool;
    private final int most;
    private final Queue<PackedPlanes> idle = new ConcurrentLinkedQueue<>();
    private final Queue<Desk> desks = new ConcurrentLinkedQueue<>();
    private final Deque<Future<PackedPlanes>> drawn = new ArrayDeque<>();
    private int next;

    Drawings(ClipFilm film, ExecutorService pool, int most) {
      this.film = film;
      this.pool = pool;
      this.most = most;
    }

    void goOn() {
      for (; next < film.clip().frames() && drawn.size() < most; next++) {
        int frame = next;
        drawn.add(pool.submit(() -> draw(frame)));
      }
    }

    private PackedPlanes draw(int frame) {
      Desk free = desks.poll();
      Desk desk = free == null ? new Desk(film) : free;
      YuvPicture picture = desk.draw(frame);
      PackedPlanes room = idle.poll();
      PackedPlanes planes = room == null ? new PackedPlanes(picture) : room;
      planes.take(picture);
      desks.add(desk);
      return planes;
    }
  }

  /** Frames that are still being drawn are given up. */
  private static void end(ExecutorService pool) {
    pool.shutdownNow();
    try {
      pool.awaitTermination(1, TimeUnit.MINUTES);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static PackedPlanes ready(Future<PackedPlanes> drawn) {
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
