package hmrbench.io.torch;

import static hmrbench.io.Fixtures.i64;
import static hmrbench.io.Fixtures.latin;
import static hmrbench.io.Fixtures.made;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hmrbench.io.ByteSource;
import hmrbench.io.FileKind;
import hmrbench.io.Fixtures;
import hmrbench.io.FormatException;
import hmrbench.io.Tensors;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TorchCheckpointTest {

  private static final String P2 = "\u0080\u0002";
  private static final String START =
      P2
          + "\u008a\nl\u00fc\u009cF\u00f9 j\u00a8P\u0019."
          + P2
          + "M\u00e9\u0003."
          + P2
          + "}U\rlittle_endian\u0088s.";

  private static float[] upTo(int from, int to, int step) {
    float[] values = new float[(to - from + step - 1) / step];
    for (int i = 0; i < values.length; i++) {
      values[i] = from + i * step;
    }
    return values;
  }

  @ParameterizedTest
  @ValueSource(strings = {"legacy.pth", "zip.pth", "embedded.p"})
  void tensors_of_every_kind_come_out_of_every_container(String file) {
    TorchCheckpoint checkpoint = TorchCheckpoint.open(Fixtures.file(file));
    Tensors state = checkpoint.tensors("state");
    assertThat(state.floats("whole").shape()).containsExactly(4, 6);
    assertThat(state.floats("whole").toArray()).isEqualTo(upTo(0, 24, 1));
    assertThat(state.floats("later").toArray()).isEqualTo(upTo(6, 12, 1));
    assertThat(state.floats("every_second").toArray()).isEqualTo(upTo(0, 24, 2));
    assertThat(state.shape("transposed")).containsExactly(6, 4);
    assertThat(state.floats("transposed").rows(1, 2).toArray()).containsExactly(1, 7, 13, 19);
    assertThat(state.floats("expanded").toArray()).containsExactly(3, 3, 3, 3, 3);
    assertThat(state.shape("scalar")).isEmpty();
    assertThat(state.floats("scalar").toArray()).containsExactly(5);
    for (String name : new String[] {"double", "half", "bfloat"}) {
      assertThat(state.floats(name).toArray()).as(name).containsExactly(1.5f, -2.5f);
    }
    for (String name : new String[] {"int32", "int16", "int8"}) {
      assertThat(state.floats(name).toArray()).as(name).containsExactly(1, -2);
    }
    assertThat(state.floats("uint8").toArray()).containsExactly(1, 254);
    assertThat(state.floats("bool").toArray()).containsExactly(1, 0);
    assertThat(state.floats("parameter").shape()).containsExactly(2, 3);
    assertThat(state.floats("empty").shape()).containsExactly(0, 3);
    assertThat(checkpoint.root().key("epoch").number()).isEqualTo(7);
    assertThat(state.metadata()).containsEntry("epoch", "7").containsEntry("performance", "52.5");
  }

  @Test
  void views_share_the_bytes_of_their_storage() {
    TorchCheckpoint checkpoint = TorchCheckpoint.open(Fixtures.file("zip.pth"));
    TorchTensor whole = (TorchTensor) checkpoint.root().key("state").key("whole").value();
    TorchTensor later = (TorchTensor) checkpoint.root().key("state").key("later").value();
    assertThat(later.storage()).isSameAs(whole.storage());
    assertThat(later.array().byteOffset()).isEqualTo(whole.array().byteOffset() + 24);
  }

  @Test
  void a_compiled_module_is_recognised_and_handed_on() {
    ByteSource script = Fixtures.file("script.pt");
    assertThat(FileKind.of(script)).isEqualTo(FileKind.TORCH_SCRIPT);
    assertThat(FileKind.of(Fixtures.file("zip.pth"))).isEqualTo(FileKind.TORCH);
    assertThatThrownBy(() -> TorchCheckpoint.open(script))
        .hasMessage(
            "script.pt: unsupported at byte 0: torch checkpoint: expected weights alone, "
                + "got a TorchScript module; "
                + "name it as the checkpoint of a model with architecture: torchscript");
  }

  @Test
  void weights_are_found_at_the_top_or_under_a_known_key() {
    String state = "torch.pth";
    assertThatThrownBy(
            () -> TorchCheckpoint.open(made(state, P2 + "}U\u0005epochK\u0001s.")).weights())
        .hasMessage(
            "torch.pth: expected tensors under one of [gen_state_dict, model, state_dict, "
                + "model_dict] or at the top, got none; check that this is a checkpoint");
    Tensors weights = TorchCheckpoint.open(Fixtures.file("legacy.pth")).weights();
    assertThat(weights.names()).contains("state.whole");
    assertThatThrownBy(() -> weights.floats("fc.bias"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("legacy.pth: expected a tensor named fc.bias, got none");
  }

  private static String tensor(long numel, String offset, String shape, String strides) {
    return "ctorch._utils\n_rebuild_tensor_v2\n((U\u0007storagectorch\nFloatStorage\nU\u00017U\u0003cpu"
        + "\u008a\u0008"
        + i64(numel)
        + "NtQ"
        + offset
        + shape
        + strides
        + "\u0089NtR";
  }

  private static String legacy(String object, String keys, String storages) {
    return START + P2 + object + "." + P2 + "](" + keys + "e." + storages;
  }

  @Test
  void a_view_past_its_storage_is_corrupt() {
    String file =
        legacy(
            tensor(2, "K\u0001", "(K\u0002t", "(K\u0001t"),
            "U\u00017",
            i64(2) + "\0\0\0\0\0\0\u0080?");
    TorchCheckpoint checkpoint = TorchCheckpoint.open(made("view.pth", file));
    assertThatThrownBy(() -> checkpoint.weights().floats("tensor"))
        .isInstanceOf(FormatException.class)
        .hasMessageStartingWith("view.pth: corrupt at byte ")
        .hasMessageEndingWith(
            "tensor view: expected elements within a storage of 2, "
                + "got first element 1, shape [2], strides [1]; fetch the file again");
  }

  @Test
  void a_view_that_repeats_one_element_without_end_is_corrupt() {
    String huge = "J\u00ff\u00ff\u00ff\u007f";
    String file =
        legacy(
            tensor(1, "K\u0000", "(" + huge + huge + "t", "(K\0K\0t"),
            "U\u00017",
            i64(1) + "\0\0\u0080?");
    TorchCheckpoint checkpoint = TorchCheckpoint.open(made("bomb.pth", file));
    assertThatThrownBy(() -> checkpoint.weights().floats("tensor"))
        .isInstanceOf(FormatException.class)
        .hasMessageContaining("tensor view: expected elements within a storage of 1");
  }

  @Test
  void a_storage_that_is_not_in_the_file_is_corrupt() {
    String object = tensor(2, "K\u0000", "(K\u0002t", "(K\u0001t");
    assertThatThrownBy(
            () ->
                TorchCheckpoint.open(made("cut.pth", legacy(object, "U\u00017", i64(2) + "\0\0"))))
        .hasMessageStartingWith("cut.pth: corrupt at byte ")
        .hasMessageEndingWith("storage 7: expected 8 bytes, got 2 left; fetch the file again");
    assertThatThrownBy(() -> TorchCheckpoint.open(made("cut.pth", legacy(object, "", ""))))
        .hasMessageEndingWith(
            "torch checkpoint: expected the bytes of storage 7, got 0 other storages; "
                + "fetch the file again");
    assertThatThrownBy(
            () -> TorchCheckpoint.open(made("cut.pth", legacy(object, "U\u00017", i64(3)))))
        .hasMessageEndingWith(
            "size of storage 7: expected 2 elements, got 3; fetch the file again");
    String huge = tensor(1L << 40, "K\u0000", "(K\u0002t", "(K\u0001t");
    assertThatThrownBy(
            () ->
                TorchCheckpoint.open(
                    made("huge.pth", legacy(huge, "U\u00017", i64(1L << 40) + "\0\0"))))
        .hasMessageEndingWith(
            "storage 7: expected 4398046511104 bytes, got 2 left; fetch the file again");
  }

  @ParameterizedTest
  @ValueSource(strings = {"legacy.pth", "zip.pth", "embedded.p", "script.pt"})
  void a_file_cut_anywhere_is_a_format_fault(String name) {
    byte[] whole = Fixtures.bytes(name);
    for (int length : IntStream.range(0, whole.length / 17).map(i -> i * 17).toArray()) {
      ByteSource cut = ByteSource.owning("cut.pth", Arrays.copyOf(whole, length));
      assertThatThrownBy(() -> TorchCheckpoint.open(cut)).isInstanceOf(FormatException.class);
    }
  }

  @Test
  void another_kind_of_file_is_named_as_such() throws IOException {
    assertThatThrownBy(() -> TorchCheckpoint.open(made("notes.txt", "hello, world")))
        .hasMessage(
            "notes.txt: another format at byte 0: torch checkpoint: expected a ZIP archive or a "
                + "pickle, got other bytes; check the path");
    assertThatThrownBy(() -> TorchCheckpoint.open(Fixtures.file("stored.npz")))
        .hasMessage(
            "stored.npz: another format at byte 0: torch checkpoint: expected a member data.pkl, "
                + "got an archive without; check the path");
    byte[] tar = new byte[1024];
    System.arraycopy(latin("ustar"), 0, tar, 257, 5);
    assertThatThrownBy(() -> TorchCheckpoint.open(ByteSource.owning("old.tar", tar)))
        .hasMessage(
            "old.tar: unsupported at byte 0: torch checkpoint: expected the layout of torch 0.1.10 "
                + "or later, got a tar archive; load it in PyTorch and save it again");
  }

  @Test
  void code_in_a_checkpoint_is_refused() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry("archive/data.pkl"));
      zip.write(latin(P2 + "cos\nsystem\n(S'echo'\ntR."));
      zip.closeEntry();
    }
    ByteSource evil = ByteSource.owning("evil.pth", bytes.toByteArray());
    assertThatThrownBy(() -> TorchCheckpoint.open(evil))
        .hasMessage(
            "evil.pth (archive/data.pkl): unsupported at byte 2: pickle: expected names of arrays "
                + "and plain data, got os.system; "
                + "nothing was run; convert it to npz if you trust it");
  }

  @Test
  void files_within_files_end_somewhere() {
    String inner = P2 + "N.";
    for (int i = 0; i < 12; i++) {
      String wrapped = START + P2 + "ctorch.storage\n_load_from_bytes\n(T" + size(inner) + inner;
      inner = wrapped + "tR." + P2 + "].";
    }
    String nested = P2 + "ctorch.storage\n_load_from_bytes\n(B" + size(inner) + inner + "tR.";
    assertThatThrownBy(() -> TorchCheckpoint.open(made("nested.p", nested)))
        .isInstanceOf(FormatException.class)
        .hasMessageEndingWith(
            "pickle: expected at most 8 files in each other, got more; "
                + "convert it to npz if you trust it");
  }

  private static String size(String content) {
    return Fixtures.i32(content.length());
  }
}
