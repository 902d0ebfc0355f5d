package hmrbench.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import hmrbench.io.Tensors;
import hmrbench.model.Checkpoints;
import hmrbench.testing.Shared;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command `export`: what ships, for other programs, and back. */
class ExportTest {

  private static final Path TCMR = Shared.projectRoot().resolve("models/tcmr-simulated/seed-1");

  @TempDir Path folder;

  private Typed export(String... words) {
    String[] all = new String[words.length + 1];
    all[0] = "export";
    System.arraycopy(words, 0, all, 1, words.length);
    return Typed.in(folder, all);
  }

  private static void assertSame(Tensors actual, Tensors expected) {
    assertThat(actual.names()).containsExactlyElementsOf(expected.names());
    for (String name : expected.names()) {
      assertThat(actual.shape(name)).as(name).isEqualTo(expected.shape(name));
      assertThat(actual.floats(name).toArray()).as(name).isEqualTo(expected.floats(name).toArray());
    }
  }

  @Test
  void what_ships_goes_to_pytorch_and_back() throws IOException {
    Typed there = export(TCMR.toString(), "--out", "t.pth.tar", "--performance", "47.06");
    assertThat(there.code()).as(there.err()).isZero();
    assertThat(there.out())
        .isEqualToNormalizingNewlines("43 tensors: %s\n".formatted(folder.resolve("t.pth.tar")));
    Typed back = export("t.pth.tar", "--out", "t.safetensors");
    assertThat(back.code()).as(back.err()).isZero();
    Tensors shipped = Checkpoints.open(TCMR.resolve("weights.safetensors"));
    assertSame(Checkpoints.open(folder.resolve("t.pth.tar")), shipped);
    assertSame(Checkpoints.open(folder.resolve("t.safetensors")), shipped);
    assertThat(export(TCMR.toString(), "--out", "again.pth.tar", "--performance", "47.06").code())
        .isZero();
    assertThat(Files.readAllBytes(folder.resolve("again.pth.tar")))
        .isEqualTo(Files.readAllBytes(folder.resolve("t.pth.tar")));
  }

  @Test
  void a_file_that_is_there_stays() throws IOException {
    Files.writeString(folder.resolve("t.pth.tar"), "mine");
    Typed said = export(TCMR.toString(), "--out", "t.pth.tar");
    assertThat(said.code()).isEqualTo(2);
    assertThat(said.err())
        .isEqualToNormalizingNewlines(
            "hmrbench: %s: is there already; name another file, or remove it\n"
                .formatted(folder.resolve("t.pth.tar")));
    assertThat(folder.resolve("t.pth.tar")).hasContent("mine");
  }

  @Test
  void bad_input_is_one_sentence_and_leaves_nothing() throws IOException {
    Files.writeString(folder.resolve("page.html"), "<html></html>");
    assertThat(export(TCMR.toString(), "--out", "t.onnx").err())
        .isEqualToNormalizingNewlines(
            "hmrbench: %s: expected a name that ends in .pth.tar, .pth, .pt or .safetensors\n"
                .formatted(folder.resolve("t.onnx")));
    assertThat(export("nowhere.pth", "--out", "t.pth").err()).contains("there is no such file");
    assertThat(export("page.html", "--out", "t.pth").err())
        .contains("page.html: a web page, not the file: download it again");
    assertThat(export(TCMR.toString(), "--out", "t.pth", "--body-model", "nowhere").code())
        .isEqualTo(2);
    assertThat(folder.toFile().list()).containsExactly("page.html");
  }

  /** With PyTorch itself, where Debian's python3-torch or another one is installed. */
  @Test
  void pytorch_loads_it_strictly() throws Exception {
    assertThat(export(TCMR.toString(), "--out", "t.pth.tar").code()).isZero();
    String program =
        """
        import sys
        try:
            import torch
        except ImportError:
            sys.exit(9)
        from torch import nn
        state = torch.load(sys.argv[1])['gen_state_dict']
        class Attention(nn.Module):
            def __init__(self):
                super().__init__()
                self.fc = nn.Linear(128, 64)
                self.attention = nn.Sequential(nn.Linear(192, 64), nn.Tanh(), nn.Linear(64, 64),
                                               nn.Tanh(), nn.Linear(64, 3))
        class Encoder(nn.Module):
            def __init__(self):
                super().__init__()
                self.gru_cur = nn.GRU(128, 128, 1, bidirectional=True)
                self.gru_bef, self.gru_aft = nn.GRU(128, 128, 1), nn.GRU(128, 128, 1)
                self.linear_cur = nn.Linear(256, 128)
                self.linear_bef, self.linear_aft = nn.Linear(128, 128), nn.Linear(128, 128)
                self.attention = Attention()
        class Regressor(nn.Module):
            def __init__(self):
                super().__init__()
                self.fc1, self.fc2 = nn.Linear(128 + 157, 128), nn.Linear(128, 128)
                for name, size in (('pose', 144), ('shape', 10), ('cam', 3)):
                    setattr(self, 'dec' + name, nn.Linear(128, size))
                    self.register_buffer('init_' + name, torch.zeros(1, size))
        class Network(nn.Module):
            def __init__(self):
                super().__init__()
                self.encoder, self.regressor = Encoder(), Regressor()
        print(Network().load_state_dict(state, strict=True))
        """;
    Path script = Files.writeString(folder.resolve("load.py"), program);
    for (String python : new String[] {"/usr/bin/python3", "python3"}) {
      Process process = started(python, script);
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      int code = process.waitFor();
      if (code != 9) {
        assertThat(code).as(said).isZero();
        assertThat(said).contains("All keys matched successfully");
        return;
      }
    }
    assumeTrue(false, "skipped: no python3 here has torch");
  }

  private Process started(String python, Path script) {
    try {
      return new ProcessBuilder(python, script.toString(), folder.resolve("t.pth.tar").toString())
          .redirectErrorStream(true)
          .start();
    } catch (IOException e) {
      assumeTrue(false, "skipped: " + python + " does not start");
      throw new AssertionError(e);
    }
  }
}
