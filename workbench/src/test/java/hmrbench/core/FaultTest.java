package hmrbench.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Errors and exceptions that nobody planned, as a person reads them. */
class FaultTest {

  private static final String MEMORY =
      "out of memory (Java heap space); Java may take %d MiB here: give it more, for example with HMRBENCH_JAVA_OPTS=-Xmx8g"
          .formatted(Runtime.getRuntime().maxMemory() >> 20);

  static Stream<Arguments> thrown() {
    Error memory = new OutOfMemoryError("Java heap space");
    String natives =
        "natives are unpacked below %s/.javacpp, where writing and executing must be allowed and space free; HMRBENCH_JAVA_OPTS=-Dorg.bytedeco.javacpp.cachedir=DIR names another folder"
            .formatted(System.getProperty("user.home"));
    return Stream.of(
        Arguments.of(memory, 1, MEMORY),
        Arguments.of(new ExecutionException(new IllegalStateException(memory)), 1, MEMORY),
        Arguments.of(new ExceptionInInitializerError(memory), 1, MEMORY),
        Arguments.of(
            new OutOfMemoryError("unable to create native thread: possibly out of memory"),
            1,
            "this machine gives the program no more threads (unable to create native thread:"
                + " possibly out of memory): raise `ulimit -u`, or end other programs"),
        Arguments.of(
            new CompletionException(new StackOverflowError()),
            1,
            "the stack is used up: the input is nested too deeply; give it more with"
                + " HMRBENCH_JAVA_OPTS=-Xss16m if it is meant"),
        Arguments.of(
            new IllegalStateException(
                "no answer",
                new RuntimeException("CUDA out of memory. Tried to allocate 64 MiB\nat x")),
            1,
            "the card, or the memory of the machine, has no room for this network and its batch"
                + " (CUDA out of memory. Tried to allocate 64 MiB): end other programs that use it"
                + " (`nvidia-smi` lists those of a card), or compute elsewhere: --device cpu, or a"
                + " larger card"),
        Arguments.of(
            new UnsatisfiedLinkError("no jniavutil in java.library.path"),
            1,
            "a native library cannot be loaded (no jniavutil in java.library.path): " + natives),
        Arguments.of(
            new ExceptionInInitializerError(new IOException("No space left on device\nat x")),
            1,
            "a native library cannot be loaded (No space left on device): " + natives),
        Arguments.of(
            new NoClassDefFoundError("tech/tablesaw/api/Table"),
            1,
            "a library of the program is gone (tech/tablesaw/api/Table): start ./hmrbench again,"
                + " which fetches it"),
        Arguments.of(
            new InternalError("a fault occurred in an unsafe memory access operation"),
            1,
            "an input file became shorter while it was read, or its disk failed; start again when"
                + " nothing writes to it"),
        Arguments.of(
            new UncheckedIOException(new NoSuchFileException("a/b")),
            1,
            "a/b: there is no such file or folder"),
        Arguments.of(
            new AccessDeniedException("a/b"),
            1,
            "a/b: access is denied; change its rights, or name another place"),
        Arguments.of(
            new FileSystemException("a/b", null, "No space left on device"),
            1,
            "a/b: No space left on device"),
        Arguments.of(
            new IOException("Stream Closed"), 1, "reading or writing failed: Stream Closed"),
        Arguments.of(
            new InvalidPathException("a\u0000b", "Nul character not allowed"),
            2,
            "a\\u0000b: is no path here (Nul character not allowed); give another path"),
        Arguments.of(
            new InvalidPathException("??.yaml", "input contains unmappable characters"),
            2,
            "??.yaml: is no path here (input contains unmappable characters); this terminal's"
                + " locale has no such characters: set LC_ALL=C.UTF-8"),
        Arguments.of(
            new IllegalStateException("why"),
            1,
            "unexpected java.lang.IllegalStateException: why; with --debug it says where"));
  }

  @ParameterizedTest
  @MethodSource("thrown")
  void whatever_is_thrown_becomes_one_sentence(Throwable thrown, int exitCode, String sentence) {
    Fault fault = Fault.explaining(thrown);
    assertThat(fault.getMessage()).isEqualTo(sentence);
    assertThat(fault.kind().exitCode()).isEqualTo(exitCode);
    assertThat(fault.getCause()).isSameAs(thrown);
  }

  @Test
  void a_fault_stays_what_it_is_also_inside_the_wrappers_of_threads() {
    Fault fault = Fault.asked("a.yaml:3: seeds: must not be empty");
    assertThat(Fault.explaining(fault)).isSameAs(fault);
    assertThat(Fault.explaining(new ExecutionException(fault))).isSameAs(fault);
  }
}
