package hmrbench.report.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Texts that a page is put together from. */
final class Resources {

  private static final String FOLDER = "/hmrbench/report/";

  /** Where the WebJar of three.js keeps its modules. */
  private static final String THREE = "/META-INF/resources/webjars/three/0.181.1/build/";

  private Resources() {}

  /** A file of this room. */
  static String text(String name) {
    return read(FOLDER + name);
  }

  /** A module of three.js, safe in a script element. */
  static String three(String name) {
    return read(THREE + name).replace("</script", "<\\/script");
  }

  private static String read(String path) {
    try (InputStream in = Resources.class.getResourceAsStream(path)) {
      if (in == null) {
        throw new IllegalStateException(path + " is not on the class path");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
