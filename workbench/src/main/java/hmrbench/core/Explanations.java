package hmrbench.core;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What an exception or error means for the user, in one sentence. */
final class Explanations {

  private Explanations() {}

  static Fault of(Throwable thrown) {
    Throwable e = unwrapped(thrown);
    if (e instanceof Fault fault) {
      return fault;
    }
    // Memory and stack end anywhere, inside the work of whoever throws something else then.
    Throwable memory = cause(e, it -> it instanceof OutOfMemoryError);
    if (memory != null) {
      return failed(outOfMemory(memory), thrown);
    }
    if (cause(e, it -> it instanceof StackOverflowError) != null) {
      return failed(
          "the stack is used up: the input is nested too deeply; give it more with"
              + " HMRBENCH_JAVA_OPTS=-Xss16m if it is meant",
          thrown);
    }
    if (e instanceof InvalidPathException path) {
      return new Fault(Fault.Kind.ASKED_WRONGLY, noPath(path), thrown);
    }
    Throwable tensors = cause(e, Explanations::tellsOfFullDevice);
    if (tensors != null) {
      return failed(
          "the card, or the memory of the machine, has no room for this network and its batch (%s):"
                  .formatted(oneLine(tensors))
              + " end other programs that use it (`nvidia-smi` lists those of a card), or compute"
              + " elsewhere: --device cpu, or a larger card",
          thrown);
    }
    Throwable files = cause(e, Explanations::tellsOfManyFiles);
    if (files != null) {
      return failed("%s; raise `ulimit -n`, for example to 1024".formatted(oneLine(files)), thrown);
    }
    Throwable library = cause(e, it -> it instanceof LinkageError);
    if (library != null) {
      return failed(library(e, library), thrown);
    }
    if (e instanceof InternalError && String.valueOf(e.getMessage()).contains("memory access")) {
      return failed(
          "an input file became shorter while it was read, or its disk failed; start again when"
              + " nothing writes to it",
          thrown);
    }
    if (e instanceof IOException io) {
      return failed(inputOrOutput(io), thrown);
    }
    return failed("unexpected %s; with --debug it says where".formatted(e), thrown);
  }

  private static Fault failed(String sentence, Throwable cause) {
    return new Fault(Fault.Kind.FAILED_RUNNING, sentence, cause);
  }

  /** What happened, without the wrappers that threads and streams put around it. */
  private static Throwable unwrapped(Throwable thrown) {
    Throwable e = thrown;
    while (e.getCause() != null
        && (e instanceof ExecutionException
            || e instanceof CompletionException
            || e instanceof InvocationTargetException
            || e instanceof UncheckedIOException)) {
      e = e.getCause();
    }
    return e;
  }

  private static @Nullable Throwable cause(Throwable thrown, Predicate<Throwable> wanted) {
    Set<Throwable> seen = new HashSet<>();
    for (Throwable e = thrown; e != null && seen.add(e); e = e.getCause()) {
      if (wanted.test(e)) {
        return e;
      }
    }
    return null;
  }

  private static boolean tellsOfManyFiles(Throwable e) {
    return e instanceof IOException && String.valueOf(e.getMessage()).contains("Too many open");
  }

  /** PyTorch's own words, of a card and of the processor. */
  private static boolean tellsOfFullDevice(Throwable e) {
    String words = String.valueOf(e.getMessage());
    return e instanceof RuntimeException
        && (words.contains("CUDA out of memory")
            || words.contains("CUDA error: out of memory")
            || words.contains("can't allocate memory"));
  }

  private static String outOfMemory(Throwable error) {
    String what = String.valueOf(error.getMessage());
    if (what.contains("native thread")) {
      return "this machine gives the program no more threads (%s): raise `ulimit -u`, or end other programs"
          .formatted(what);
    }
    return "out of memory (%s); Java may take %s MiB here: give it more, for example with HMRBENCH_JAVA_OPTS=-Xmx8g"
        .formatted(what, Runtime.getRuntime().maxMemory() >> 20);
  }

  private static String noPath(InvalidPathException e) {
    String why = String.valueOf(e.getReason());
    String advice =
        why.contains("unmappable")
            ? "this terminal's locale has no such characters: set LC_ALL=C.UTF-8"
            : "give another path";
    return "%s: is no path here (%s); %s".formatted(VisibleText.value(e.getInput()), why, advice);
  }

  private static String library(Throwable e, Throwable library) {
    Throwable reason = e;
    while (reason.getCause() != null && reason.getCause() != reason) {
      reason = reason.getCause();
    }
    if (library instanceof NoClassDefFoundError
        && cause(e, it -> it instanceof UnsatisfiedLinkError || it instanceof IOException) == null
        && !String.valueOf(library.getMessage()).contains("initialize")) {
      return "a library of the program is gone (%s): start ./hmrbench again, which fetches it"
          .formatted(library.getMessage());
    }
    return "a native library cannot be loaded (%s): natives are unpacked below %s/.javacpp, where writing and executing must be allowed and space free; HMRBENCH_JAVA_OPTS=-Dorg.bytedeco.javacpp.cachedir=DIR names another folder"
        .formatted(oneLine(reason), System.getProperty("user.home"));
  }

  private static String oneLine(Throwable e) {
    return VisibleText.value(String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
  }

  private static String inputOrOutput(IOException e) {
    if (e instanceof FileSystemException file) {
      return "%s: %s".formatted(file.getFile(), reason(file));
    }
    return "reading or writing failed: " + oneLine(e);
  }

  private static String reason(FileSystemException e) {
    if (e instanceof NoSuchFileException) {
      return "there is no such file or folder";
    }
    if (e instanceof AccessDeniedException) {
      return "access is denied; change its rights, or name another place";
    }
    if (e instanceof FileAlreadyExistsException) {
      return "is there already, and is not what is expected there";
    }
    return e.getReason() == null ? String.valueOf(e.getMessage()) : e.getReason();
  }
}
