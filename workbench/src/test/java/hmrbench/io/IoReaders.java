package hmrbench.io;

import static org.assertj.core.api.Assertions.assertThat;

import hmrbench.campaign.Campaign;
import hmrbench.core.Fault;
import hmrbench.io.bvh.Bvh;
import hmrbench.io.joblib.Joblib;
import hmrbench.io.npy.Npy;
import hmrbench.io.npy.Npz;
import hmrbench.io.pickle.Pickle;
import hmrbench.io.pickle.TreeNode;
import hmrbench.io.safetensors.SafeTensors;
import hmrbench.io.torch.TorchCheckpoint;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Every reader of files, each with sound files to start from and a walk to the end of what it read.
 */
enum IoReaders {
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
      "wham_output.pkl",
      "embedded.p"),
  PACKED_JOBLIB(
      source -> walk(Joblib.readWithTorch(source)),
      "packed.zlib",
      "packed.gzip",
      "packed.bz2",
      "packed.lzma",
      "packed.xz",
      "packed.lz4"),
  TORCH_LEGACY(source -> walk(TorchCheckpoint.open(source)), "legacy.pth", "embedded.p"),
  TORCH_ZIP(source -> walk(TorchCheckpoint.open(source)), "zip.pth"),
  /** The pickle in a zip checkpoint, whose check sum is right. */
  TORCH_ZIP_PICKLE(source -> walk(TorchCheckpoint.open(zipped(source, "a/data.pkl"))), "data.pkl"),
  NPY(source -> touch(Npy.read(source)), "objects.npy", "floats.npy"),
  NPZ(IoReaders::walkNpz, "stored.npz", "deflated.npz"),
  /** An array in an npz, whose check sum is right. */
  NPZ_MEMBER(source -> walkNpz(zipped(source, "a.npy")), "objects.npy", "floats.npy"),
  SAFETENSORS(IoReaders::walkSafeTensors, "small.safetensors"),
  BVH(source -> walk(Bvh.read(source)), "small.bvh"),
  ANY_KIND(
      source -> FileKind.of(source).words(),
      "zip.pth",
      "plain.joblib",
      "protocol0.pkl",
      "small.safetensors");

  @SuppressWarnings("ImmutableEnumChecker") // its readers keep nothing
  private final Consumer<ByteSource> reading;

  private final String files;

  IoReaders(Consumer<ByteSource> reading, String... files) {
    this.reading = reading;
    this.files = String.join(" ", files);
  }

  /** A campaign against this reader. */
  Campaign campaign() {
    String name = "io: " + name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
    List<byte[]> sound = Arrays.stream(files.split(" ")).map(IoReaders::sound).toList();
    return this == BVH
        ? Campaign.ofText(name, sound, this::read)
        : Campaign.ofBytes(name, sound, this::read);
  }

  private void read(byte[] bytes) {
    try {
      reading.accept(ByteSource.owning("damaged", bytes));
    } catch (Fault e) {
      assertThat(e.getMessage()).startsWith("damaged").hasSizeLessThan(2000);
      throw e;
    }
  }

  private static byte[] sound(String file) {
    return switch (file) {
      case "small.safetensors" -> safeTensors();
      case "floats.npy" -> floats();
      case "data.pkl" -> {
        ZipMembers members = ZipMembers.of(Fixtures.file("zip.pth"));
        String name =
            members.names().stream().filter(n -> n.endsWith("/data.pkl")).findFirst().orElseThrow();
        ByteSource source = members.find(name);
        yield source.bytes(0, (int) source.size());
      }
      default -> Fixtures.bytes(file);
    };
  }

  /** The bytes as a member of an archive, beside the other members of the sound checkpoint. */
  private static ByteSource zipped(ByteSource content, String name) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      put(zip, name, content);
      if (name.endsWith(".pkl")) {
        ZipMembers others = ZipMembers.of(Fixtures.file("zip.pth"));
        for (String other : others.names()) {
          if (!other.endsWith("/data.pkl")) {
            put(zip, "a" + other.substring(other.indexOf('/')), others.find(other));
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return ByteSource.owning("damaged", bytes.toByteArray());
  }

  private static void put(ZipOutputStream zip, String name, ByteSource content) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(content.bytes(0, (int) content.size()));
    zip.closeEntry();
  }

  private static byte[] floats() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      Npy.write(out, NdArray.of(new float[] {1, 2, 3, 4, 5, 6}, 2, 3));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
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

  private static void walk(TreeNode root) {
    assertThat(root.toString()).isNotEmpty();
    if (root.isDict()) {
      for (String key : root.keys()) {
        TreeNode node = root.key(key);
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

  private static void walkNpz(ByteSource source) {
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
}
