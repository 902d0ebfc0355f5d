package hmrbench.video.read;

import hmrbench.core.Fault;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Reads the videos whose paths come in, a line each, to their ends, and answers a line for each: a
 * program of its own, since FFmpeg may take the whole program with it.
 */
final class VideoProbe {

  static final String READ = "read";
  static final String FAULT = "fault ";
  static final String OTHER = "other ";

  /** Small files must not cost more, in kilobytes: libraries and Java's heap take a part of it. */
  private static final long MOST_RESIDENT = 1500 << 10;

  private VideoProbe() {}

  public static void main(String[] arguments) throws IOException {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String path = in.readLine(); path != null; path = in.readLine()) {
      System.out.println(outcome(Path.of(path)).replace('\n', ' '));
      System.out.flush();
    }
  }

  private static String outcome(Path file) throws IOException {
    try {
      readToItsEnd(Video.open(file, OptionalDouble.empty()));
    } catch (Fault e) {
      return FAULT + e.getMessage();
    } catch (RuntimeException | Error e) {
      return OTHER + e + " at " + List.of(e.getStackTrace()).stream().limit(6).toList();
    }
    long resident = mostResident();
    return resident > MOST_RESIDENT ? OTHER + resident + " kilobytes were resident" : READ;
  }

  /** What comes out must be sound, whatever the file is. */
  private static void readToItsEnd(Video video) {
    FrameTimes times = video.times();
    require(video.frames() == times.frames(), "one time per frame");
    require(times.framesPerSecond() > 0, "a rate above 0");
    require(Double.isFinite(times.framesPerSecond()), "a finite rate");
    try (Playback playback = video.play()) {
      for (int frame = 0; frame < video.frames(); frame++) {
        VideoFrame read = playback.next();
        require(frame == 0 || times.ticks(frame) > times.ticks(frame - 1), "rising times");
        require(Double.isFinite(times.seconds(frame)), "a finite time");
        require(read.picture().width() == video.info().width(), "pictures of one width");
        require(read.picture().height() == video.info().height(), "pictures of one height");
      }
    }
  }

  private static void require(boolean sound, String what) {
    if (!sound) {
      throw new IllegalStateException("not " + what);
    }
  }

  /** The most memory that this program ever had, in kilobytes; 0 where the system does not tell. */
  private static long mostResident() throws IOException {
    Path status = Path.of("/proc/self/status");
    return Files.isReadable(status)
        ? Files.readAllLines(status).stream()
            .filter(line -> line.startsWith("VmHWM:"))
            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
            .findFirst()
            .orElse(0)
        : 0;
  }
}
