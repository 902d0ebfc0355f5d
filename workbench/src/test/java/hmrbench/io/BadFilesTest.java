package hmrbench.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import hmrbench.io.FormatException.Reason;
import hmrbench.io.bvh.Bvh;
import hmrbench.io.joblib.Joblib;
import hmrbench.io.npy.Npy;
import hmrbench.io.npy.Npz;
import hmrbench.io.pickle.Pickle;
import hmrbench.io.safetensors.SafeTensors;
import hmrbench.io.torch.TorchCheckpoint;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * For every format one truncated, one foreign, one unsupported and one malicious file: one fault
 * that names the file, the place, what was expected and what is there. The tests of each reader
 * look closer; this one sees to it that none is forgotten.
 */
class BadFilesTest {

  private static final String EVIL = "\u0080\u0002cos\nsystem\nX\u0004\0\0\0echo\u0085R.";

  /** A reader that takes a file to its end. */
  private static final Map<String, Consumer<ByteSource>> READERS =
      Map.of(
          "npy", source -> Npy.read(source).count(),
          "npz", source -> Npz.open(source).names().forEach(Npz.open(source)::get),
          "pickle", Pickle::read,
          "joblib", Joblib::read,
          "torch", source -> TorchCheckpoint.open(source).weights(),
          "safetensors", SafeTensors::open,
          "bvh", Bvh::read);

  /**
   * A bad file.
   *
   * @param format whose reader gets it
   * @param reason that it must give
   * @param why part of the message
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Bad(String format, String kind, byte[] bytes, Reason reason, String why) {
    @Override
    public String toString() {
      return kind + " " + format;
    }
  }

  private static Bad truncated(String format, String file, int length) {
    return new Bad(
        format, "truncated", Arrays.copyOf(Fixtures.bytes(file), length), Reason.CORRUPT, "got ");
  }

  private static Bad foreign(String format) {
    return new Bad(
        format,
        "foreign",
        Fixtures.latin("hello, world: no such file"),
        Reason.NOT_THIS_FORMAT,
        "");
  }

  private static Bad unsupported(String format, byte[] bytes, String why) {
    return new Bad(format, "unsupported", bytes, Reason.UNSUPPORTED, why);
  }

  private static Bad malicious(String format, byte[] bytes, Reason reason, String why) {
    return new Bad(format, "malicious", bytes, reason, why);
  }

  static Stream<Bad> files() {
    String bvh = new String(Fixtures.bytes("small.bvh"), StandardCharsets.ISO_8859_1);
    return Stream.of(
        truncated("npy", "objects.npy", 60),
        foreign("npy"),
        unsupported("npy", npy("'<c16'", "(1,)"), "got <c16"),
        malicious("npy", npy("'<f4'", "(1048576, 1048576)"), Reason.CORRUPT, "1048576, 1048576"),
        truncated("npz", "stored.npz", 90),
        foreign("npz"),
        unsupported("npz", zip("a.npy", npy("'<c16'", "(1,)")), "got <c16"),
        malicious("npz", zip("../../a.npy", new byte[4]), Reason.CORRUPT, "../../a.npy"),
        truncated("pickle", "protocol2.pkl", 40),
        foreign("pickle"),
        unsupported("pickle", Fixtures.latin("\u0080\u0002\u0082\u0001."), "got"),
        malicious("pickle", Fixtures.latin(EVIL), Reason.UNSUPPORTED, "os.system"),
        truncated("joblib", "packed.zlib", 60),
        foreign("joblib"),
        unsupported("joblib", Fixtures.latin("ZF0x00000000000000001x"), "got"),
        malicious("joblib", deflated(Fixtures.latin(EVIL)), Reason.UNSUPPORTED, "os.system"),
        truncated("torch", "legacy.pth", 300),
        foreign("torch"),
        unsupported("torch", Fixtures.bytes("script.pt"), "TorchScript"),
        malicious(
            "torch", zip("x/data.pkl", Fixtures.latin(EVIL)), Reason.UNSUPPORTED, "os.system"),
        new Bad(
            "safetensors",
            "truncated",
            Fixtures.latin("@\0\0\0\0\0\0\0{\"a\":"),
            Reason.CORRUPT,
            "got"),
        foreign("safetensors"),
        unsupported("safetensors", tensor("F4", "2"), "got F4"),
        malicious("safetensors", tensor("F32", "1099511627776,1048576"), Reason.UNSUPPORTED, ""),
        new Bad(
            "bvh",
            "truncated",
            Fixtures.latin(bvh.substring(0, bvh.length() - 12)),
            Reason.CORRUPT,
            "got"),
        foreign("bvh"),
        unsupported("bvh", Fixtures.latin(bvh.replace("MOTION", "ROOT B {")), "ROOT"),
        malicious(
            "bvh",
            Fixtures.latin("HIERARCHY\nROOT A\n" + "{ JOINT B\n".repeat(50_000)),
            Reason.CORRUPT,
            ""));
  }

  private static byte[] npy(String type, String shape) {
    String head = "{'descr': %s, 'fortran_order': False, 'shape': %s, }\n".formatted(type, shape);
    return Fixtures.latin("\u0093NUMPY\u0001\0" + (char) head.length() + "\0" + head);
  }

  private static byte[] zip(String name, byte[] content) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.putNextEntry(new ZipEntry(name));
      zip.write(content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static byte[] deflated(byte[] content) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (DeflaterOutputStream packed = new DeflaterOutputStream(out)) {
      packed.write(content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static byte[] tensor(String type, String shape) {
    String head =
        "{\"a\":{\"dtype\":\"%s\",\"shape\":[%s],\"data_offsets\":[0,1]}}".formatted(type, shape);
    return Fixtures.latin((char) head.length() + "\0\0\0\0\0\0\0" + head + "x");
  }

  @ParameterizedTest
  @MethodSource("files")
  void is_refused_with_file_place_expected_and_actual(Bad bad) {
    String file = "bad." + bad.format();
    Throwable thrown =
        catchThrowable(
            () ->
                java.util.Objects.requireNonNull(READERS.get(bad.format()))
                    .accept(ByteSource.owning(file, bad.bytes())));
    assertThat(thrown).isInstanceOf(FormatException.class);
    assertThat(((FormatException) thrown).reason()).as(thrown.getMessage()).isEqualTo(bad.reason());
    assertThat(thrown)
        .hasMessageStartingWith(file)
        .hasMessageMatching("(?s).* at (byte|line) [0-9]+: .*: expected .*, got .*")
        .hasMessageContaining(bad.why());
  }
}
