package hmrbench.io.bvh;

import hmrbench.core.VisibleText;
import hmrbench.io.ByteSource;
import hmrbench.io.bvh.BvhSkeleton.Joint;
import hmrbench.io.bvh.BvhSkeleton.Offset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads a file from front to back. */
final class BvhReader {

  /** Deeper trees than any person's would exhaust the stack. */
  private static final int DEEPEST = 200;

  private final BvhTokens words;
  private final long bytes;
  private final double scale;
  private final List<Joint> joints = new ArrayList<>();
  private final Set<String> names = new HashSet<>();
  private int channels;

  BvhReader(ByteSource source, double scale) {
    this.words = new BvhTokens(source);
    this.bytes = source.size();
    this.scale = scale;
  }

  Bvh motion() {
    BvhSkeleton skeleton = skeleton(true);
    double[] values = new double[skeleton.frames() * channels];
    boolean[] lengths = lengthChannels();
    for (int frame = 0; frame < skeleton.frames(); frame++) {
      for (int channel = 0; channel < channels; channel++) {
        double value = value(frame, skeleton.frames(), channel);
        values[frame * channels + channel] = lengths[channel] ? scale * value : value;
      }
      requireLineEnd(frame, skeleton.frames());
    }
    return new Bvh(skeleton, values, extraFrames(skeleton.frames()));
  }

  private double value(int frame, int frames, int channel) {
    if (words.atEnd()) {
      throw words.corrupt(
          "frame %d of %d".formatted(frame + 1, frames),
          "%d numbers".formatted(channels),
          "%d before the end of the file".formatted(channel));
    }
    return words.number("frame %d, channel %d".formatted(frame + 1, channel + 1));
  }

  /** A frame that goes on for some numbers more would shift all that follow. */
  private void requireLineEnd(int frame, int frames) {
    int more = 0;
    while (channels > 0 && !words.atLineEnd()) {
      words.number("frame %d, channel %d".formatted(frame + 1, channels + more + 1));
      more++;
    }
    if (more > 0) {
      throw words.corrupt(
          "frame %d of %d".formatted(frame + 1, frames),
          "%d numbers in its line".formatted(channels),
          "%d".formatted(channels + more));
    }
  }

  /** Some exporters announce a frame less than they write; whole frames too many are left out. */
  private int extraFrames(int frames) {
    long extra = 0;
    while (!words.atEnd()) {
      words.number("after frame %d".formatted(frames));
      extra++;
    }
    if (channels == 0 ? extra > 0 : extra % channels != 0) {
      throw words.corrupt(
          "after frame %d".formatted(frames),
          "whole frames of %d numbers".formatted(channels),
          "%d numbers".formatted(extra));
    }
    return channels == 0 ? 0 : (int) (extra / channels);
  }

  private boolean[] lengthChannels() {
    boolean[] lengths = new boolean[channels];
    for (Joint joint : joints) {
      for (int c = 0; c < joint.channels().size(); c++) {
        lengths[joint.firstChannel() + c] = !joint.channels().get(c).isRotation();
      }
    }
    return lengths;
  }

  BvhSkeleton skeleton() {
    return skeleton(false);
  }

  private BvhSkeleton skeleton(boolean withFrames) {
    words.skipByteOrderMark();
    if (!words.skips("HIERARCHY")) {
      throw words.foreign("start of the file", "HIERARCHY", "something else");
    }
    words.expect("ROOT", "root joint");
    joint(-1, 0);
    if (words.skips("ROOT")) {
      throw words.unsupported("hierarchy", "one ROOT", "another one");
    }
    words.expect("MOTION", "end of the hierarchy");
    words.expect("Frames:", "number of frames");
    int frames = words.count("Frames");
    if (withFrames) {
      refuseMadeUp(frames);
    }
    words.expect("Frame", "time of a frame");
    words.expect("Time:", "time of a frame");
    String frameTime = words.next("Frame Time", "a number");
    double seconds = words.numberOf(frameTime, "Frame Time");
    if (!(seconds > 0)) {
      throw words.corrupt("Frame Time", "seconds above 0", "" + seconds);
    }
    return new BvhSkeleton(joints, frames, seconds, frameTime);
  }

  /** A number takes two bytes at least: refuses a made-up count before it takes the memory. */
  private void refuseMadeUp(int frames) {
    long most = (bytes / 2 + 1) / Math.max(1, channels);
    if (frames > most) {
      throw words.corrupt(
          "Frames",
          "at most %d of %d channels in %d bytes".formatted(most, channels, bytes),
          "" + frames);
    }
  }

  private void joint(int parent, int depth) {
    String name = words.name("joint");
    if (!names.add(name)) {
      throw words.unsupported("joint", "names that occur once", name + " again");
    }
    if (depth > DEEPEST) {
      throw words.unsupported("hierarchy", "at most %d levels".formatted(DEEPEST), "more");
    }
    words.expect("{", name);
    words.expect("OFFSET", name);
    Offset offset = offset(name);
    List<Channel> own = words.skips("CHANNELS") ? channels(name) : List.of();
    int index = joints.size();
    int first = channels;
    channels += own.size();
    joints.add(new Joint(name, parent, offset, own, first, Optional.empty()));
    Optional<Offset> end = children(name, index, depth);
    joints.set(index, new Joint(name, parent, offset, own, first, end));
  }

  private Optional<Offset> children(String name, int index, int depth) {
    Optional<Offset> end = Optional.empty();
    while (!words.skips("}")) {
      if (words.skips("JOINT")) {
        joint(index, depth + 1);
      } else if (words.skips("End")) {
        words.name("End Site");
        words.expect("{", "End Site of " + name);
        words.expect("OFFSET", "End Site of " + name);
        end = Optional.of(offset("End Site of " + name));
        words.expect("}", "End Site of " + name);
      } else {
        String found = words.next(name, "JOINT, End Site or }");
        throw words.corrupt(name, "JOINT, End Site or }", VisibleText.value(found));
      }
    }
    return end;
  }

  private Offset offset(String name) {
    String what = "OFFSET of " + name;
    return new Offset(
        scale * words.number(what), scale * words.number(what), scale * words.number(what));
  }

  private List<Channel> channels(String name) {
    String what = "CHANNELS of " + name;
    int count = words.count(what);
    List<Channel> own = new ArrayList<>();
    Set<Channel> seen = EnumSet.noneOf(Channel.class);
    for (int i = 0; i < count; i++) {
      String word = words.next(what, "a channel");
      Channel channel =
          Channel.of(word)
              .orElseThrow(
                  () ->
                      words.unsupported(
                          what,
                          "X, Y or Z with position or rotation, %d of them".formatted(count),
                          VisibleText.value(word)));
      if (!seen.add(channel)) {
        throw words.corrupt(what, "each channel once", word + " again");
      }
      own.add(channel);
    }
    return own;
  }
}
