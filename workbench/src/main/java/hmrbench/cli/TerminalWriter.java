package hmrbench.cli;

import hmrbench.core.VisibleText;
import java.io.FilterWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.Charset;

/** Prints to a terminal: control characters are written as their code. */
final class TerminalWriter extends FilterWriter {

  private TerminalWriter(Writer out) {
    super(out);
  }

  /** A writer of lines on a stream. */
  static PrintWriter on(OutputStream stream) {
    return on(new OutputStreamWriter(stream, Charset.defaultCharset()));
  }

  /** A writer of lines on another writer. */
  static PrintWriter on(Writer writer) {
    return new PrintWriter(new TerminalWriter(writer), true);
  }

  @Override
  public void write(int character) throws IOException {
    out.write(VisibleText.lines(Character.toString(character)));
  }

  @Override
  public void write(char[] characters, int offset, int length) throws IOException {
    out.write(VisibleText.lines(new String(characters, offset, length)));
  }

  @Override
  public void write(String text, int offset, int length) throws IOException {
    out.write(VisibleText.lines(text.substring(offset, offset + length)));
  }
}
