package hmrbench.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import hmrbench.core.Fault;
import hmrbench.io.bvh.Bvh;
import hmrbench.io.joblib.Joblib;
import hmrbench.io.npy.Npy;
import hmrbench.io.npy.Npz;
import hmrbench.io.pickle.Node;
import hmrbench.io.pickle.Pickle;
import hmrbench.io.safetensors.SafeTensors;
import hmrbench.io.torch.TorchCheckpoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every reader on damaged files: sound ones with bytes changed, cut, doubled and moved. Only faults
 * with a message may come out, soon, and without much memory. The seed is fixed; how far it gets
 * depends on the time.
 */
class ReaderFuzzTest {

  private static final long SEED = 20261122;
  private static final long SHORT_MILLIS = 1200;
  private static final long LONG_MILLIS = 60_000;

  /** A few kilobytes must not make more than this; the largest honest one is the zlib window. */
  private static final long MOST_ALLOCATED = 200L << 20;

  private static final long MOST_MILLIS = 10_000;

  /** A reader, with sound files to start from. */
  private enum Reader {
    PICKLE(
        source -> walk(Pickle.read(source)),
        "protocol0.pkl",
        "protocol1.pkl",
        "protocol2.pkl",
        "protocol3.pkl",
        "protocol4.pkl",
        "protocol5.pkl"),
    JOBLIB(
        source -> walk(Joblib.readWithTorch(source)),
        "plain.joblib",
        "packed.zlib",
        "packed.gzip",
        "packed.bz2",
        "packed.lzma",
        "packed.xz",
        "packed.lz4",
        "wham_output.pkl",
        "embedded.p"),
    TORCH(source -> walk(TorchCheckpoint.open(source)), "legacy.pth", "zip.pth", "embedded.p"),
    NPY(source -> touch(Npy.read(source)), "objects.npy"),
    NPZ(ReaderFuzzTest::walk, "stored.npz", "deflated.npz"),
    SAFETENSORS(ReaderFuzzTest::walkSafeTensors),
    BVH(source -> walk(Bvh.read(source)), "small.bvh"),
    ANY_KIND(source -> FileKind.of(source).words(), "zip.pth", "plain.joblib", "protocol0.pkl");

    @SuppressWarnings("ImmutableEnumChecker") // its readers keep nothing
    private final Consumer<ByteSource> reading;

    private final String files;

    Reader(Consumer<ByteSource> reading, String... files) {
      this.reading = reading;
      this.files = String.join(" ", files);
    }

    private List<byte[]> sound() {
      return files.isEmpty()
          ? List.of(safeTensors())
          : Arrays.stream(files.split(" ")).map(Fixtures::bytes).toList();
    }
  }

  private static void touch(NdArray array) {
    switch (array.dtype().kind()) {
      case OBJECT -> assertThat(array.objects()).hasSize((int) array.count());
      case UNICODE, BYTES -> assertThat(array.strings()).hasSize((int) array.count());
      default -> {
        assertThat(array.floats()).hasSize((int) array.count());
        assertThat(array.booleans()).hasSize((int) array.count());
      }
    }
  }

  private static void walk(Node root) {
    assertThat(root.toString()).isNotEmpty();
    if (root.isDict()) {
      for (String key : root.keys()) {
        Node node = root.key(key);
        if (node.isArray() || node.isSparse()) {
          touch(node.array());
        }
      }
    }
    assertThat(new TreeLines().of(root)).hasSizeLessThan(2100);
  }

  private static void walk(TorchCheckpoint checkpoint) {
    walk(checkpoint.root());
    Tensors weights = checkpoint.weights();
    for (String name : weights.names()) {
      assertThat(weights.floats(name).shape()).isEqualTo(weights.shape(name));
    }
  }

  private static void walk(Bvh motion) {
    int joints = motion.skeleton().joints().size();
    double[] rotations = new double[joints * 9];
    double[] positions = new double[joints * 3];
    for (int t = 0; t < Math.min(motion.frames(), 50); t++) {
      motion.globals(t, rotations, positions);
    }
  }

  private static void walk(ByteSource source) {
    Npz npz = Npz.open(source);
    npz.names().forEach(name -> touch(npz.get(name)));
  }

  private static void walkSafeTensors(ByteSource source) {
    SafeTensors weights = SafeTensors.open(source);
    weights.names().forEach(name -> touch(weights.array(name)));
  }

  private static byte[] safeTensors() {
    Map<String, NdArray> tensors = new LinkedHashMap<>();
    tensors.put("fc.weight", NdArray.of(new float[] {1, 2, 3, 4, 5, 6}, 2, 3));
    tensors.put("fc.bias", NdArray.ofHalf(new float[] {1, 2}, 2));
    tensors.put("step", NdArray.of(new long[] {7}));
    try {
      Path file = Files.createTempFile("fuzz", ".safetensors");
      SafeTensors.write(file, tensors, Map.of("seed", "3"));
      byte[] bytes = Files.readAllBytes(file);
      Files.delete(file);
      return bytes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @EnumSource(Reader.class)
  void gives_nothing_but_faults_on_damaged_files(Reader reader) {
    fuzz(reader, SHORT_MILLIS);
  }

  @ParameterizedTest
  @EnumSource(Reader.class)
  @Tag("long")
  void gives_nothing_but_faults_on_damaged_files_for_long(Reader reader) {
    fuzz(reader, LONG_MILLIS);
  }

  private static void fuzz(Reader reader, long millis) {
    Random random = new Random(SEED);
    List<byte[]> sound = reader.sound();
    sound.forEach(bytes -> reader.reading.accept(ByteSource.owning("sound", bytes)));
    long end = System.nanoTime() + millis * 1_000_000;
    int refused = 0;
    int rounds = 0;
    while (System.nanoTime() < end || rounds < 200) {
      byte[] damaged = damaged(sound.get(random.nextInt(sound.size())), random);
      refused += survives(reader, damaged) ? 0 : 1;
      rounds++;
    }
    assertThat(refused).as("of %d files, some were noticed to be damaged", rounds).isPositive();
  }

  private static boolean survives(Reader reader, byte[] damaged) {
    var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    long started = System.nanoTime();
    boolean read = true;
    try {
      reader.reading.accept(ByteSource.owning("damaged", damaged));
    } catch (Fault e) {
      read = false;
      assertThat(e.getMessage()).startsWith("damaged").hasSizeLessThan(2000);
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      fail("%s: %s on bytes %s".formatted(reader, e, hex(damaged)), e);
    }
    long allocated = threads.getCurrentThreadAllocatedBytes() - before;
    long millis = (System.nanoTime() - started) / 1_000_000;
    if (allocated > MOST_ALLOCATED || millis > MOST_MILLIS) {
      fail("%s: %d bytes, %d ms for %s".formatted(reader, allocated, millis, hex(damaged)));
    }
    return read;
  }

  private static String hex(byte[] bytes) {
    return java.util.HexFormat.of().formatHex(bytes);
  }

  private static byte[] damaged(byte[] sound, Random random) {
    byte[] bytes = sound.clone();
    int changes = 1 + random.nextInt(4);
    for (int i = 0; i < changes && bytes.length > 0; i++) {
      bytes = changed(bytes, random);
    }
    return bytes;
  }

  private static byte[] changed(byte[] bytes, Random random) {
    int at = random.nextInt(bytes.length);
    int length = Math.min(bytes.length - at, 1 + random.nextInt(16));
    switch (random.nextInt(8)) {
      case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
      case 1 -> bytes[at] = (byte) random.nextInt(256);
      case 2 -> Arrays.fill(bytes, at, at + Math.min(length, 8), (byte) 0xff);
      case 3 -> Arrays.fill(bytes, at, at + length, (byte) 0);
      case 4 -> {
        return Arrays.copyOf(bytes, at);
      }
      case 5 -> {
        return joined(
            Arrays.copyOf(bytes, at + length), Arrays.copyOfRange(bytes, at, bytes.length));
      }
      case 6 -> {
        return joined(
            Arrays.copyOf(bytes, at), Arrays.copyOfRange(bytes, at + length, bytes.length));
      }
      default -> {
        int from = random.nextInt(bytes.length - length + 1);
        System.arraycopy(bytes.clone(), from, bytes, at, length);
      }
    }
    return bytes;
  }

  private static byte[] joined(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }
}
