package hmrbench.video.read;

import hmrbench.core.Remark;
import hmrbench.video.read.VideoInfo.Ratio;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Says what was done to the time stamps of a video. */
final class RepairRemarks {

  /** So many frames are named; the others are counted. */
  private static final int NAMED = 10;

  private final VideoInfo info;
  private final String about;
  private final int frames;

  RepairRemarks(VideoInfo info, int frames) {
    this.info = info;
    this.about = String.valueOf(info.file().getFileName());
    this.frames = frames;
  }

  /** Of times that were counted, since the stamps are of no use. */
  List<Remark> counted(StampRepair.Repaired repaired) {
    String reason =
        !info.clock().stamped()
            ? "an elementary stream has no time stamps"
            : repaired.missing() == frames
                ? "no frame has a time stamp"
                : "%d of %d frames have no time stamp, or one that does not rise"
                    .formatted(repaired.missing() + repaired.disordered().size(), frames);
    String rate = UnusualRate.plain(info.declaredRate(), 3);
    return List.of(
        info.clock().rateAssumed()
            ? Remark.doubt(
                "time-stamps-counted",
                about,
                "%s, and this one declares %s frames/s or nothing, which FFmpeg takes for the same; if"
                        .formatted(reason, rate)
                    + " that is wrong, put it into a container with its rate (ffmpeg -r RATE -i IN"
                    + " -c copy OUT.mp4)")
            : Remark.note(
                "time-stamps-counted",
                about,
                "%s: frames are timed by their order at the declared %s frames/s"
                    .formatted(reason, rate)));
  }

  /** Of stamps that are used, but for some. */
  List<Remark> repaired(StampRepair.Repaired repaired, Ratio tick) {
    List<Remark> remarks = new ArrayList<>();
    if (repaired.missing() > 0) {
      remarks.add(
          Remark.note(
              "time-stamps-missing",
              about,
              "%d of %d frames without a time stamp are timed by their neighbours"
                  .formatted(repaired.missing(), frames)));
    }
    if (!repaired.disordered().isEmpty()) {
      remarks.add(
          Remark.note(
              "time-stamps-disordered",
              about,
              "%d of %d frames with time stamps out of order are timed by their neighbours: %s"
                  .formatted(repaired.disordered().size(), frames, some(repaired.disordered()))));
    }
    if (!repaired.joins().isEmpty()) {
      StampRepair.Join first = repaired.joins().get(0);
      remarks.add(
          Remark.doubt(
              "time-stamps-restart",
              about,
              String.format(
                  Locale.ROOT,
                  "time stamps go back by %.3f s at frame %d%s, as where recordings were joined: the"
                      + " parts follow each other; models take the frames on both sides as"
                      + " neighbours: split the video there if the scene changes",
                  first.back() * tick.value(),
                  first.frame(),
                  andMore(repaired.joins().size()))));
    }
    return remarks;
  }

  /** How many places there are beside the one that is named. */
  static String andMore(int places) {
    return places == 1 ? "" : " (and at %d more)".formatted(places - 1);
  }

  /** The first few numbers of a list. */
  static String some(List<Integer> numbers) {
    int shown = Math.min(NAMED, numbers.size());
    String list = numbers.subList(0, shown).toString();
    return shown == numbers.size() ? list : list.replace("]", ", ...]");
  }
}
