package hmrbench.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * A Chromium without a window, off the network, spoken to by its DevTools protocol
 * (https://chromedevtools.github.io/devtools-protocol/). One page at a time.
 */
public final class Browser implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");
  private static final String LISTENING = "DevTools listening on ";
  private static final long PATIENCE_SECONDS = 60;

  /** The box of an element that was scrolled to, once it is the same for three pictures. */
  private static final String STANDING =
      """
      (async () => {
        const e = document.querySelector('%s');
        const picture = () => new Promise((shown) => requestAnimationFrame(shown));
        let box = null;
        for (let same = 0; same < 3;) {
          e.scrollIntoView({ block: 'center', behavior: 'instant' });
          await picture();
          const now = e.getBoundingClientRect().toJSON();
          same = JSON.stringify(now) === JSON.stringify(box) ? same + 1 : 0;
          box = now;
        }
        return box;
      })()
      """;

  private final Process process;
  private final Path profile;
  private final WebSocket socket;
  private final Conversation conversation;

  private Browser(Process process, Path profile, WebSocket socket, Conversation conversation) {
    this.process = process;
    this.profile = profile;
    this.socket = socket;
    this.conversation = conversation;
  }

  /** Starts one; the test is skipped with a message where none is installed. */
  public static Browser start() throws IOException, InterruptedException {
    Optional<Path> program = program();
    Assumptions.assumeTrue(
        program.isPresent(), () -> "skipped: none of %s is on the PATH".formatted(NAMES));
    Path profile = Files.createTempDirectory("browser");
    Process process =
        new ProcessBuilder(
                program.orElseThrow().toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--enable-unsafe-swiftshader",
                "--disable-dev-shm-usage",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--remote-debugging-port=0",
                "--user-data-dir=" + profile,
                "about:blank")
            .redirectErrorStream(true)
            .start();
    Conversation conversation = new Conversation();
    WebSocket socket = connect(page(listening(process)), conversation);
    Browser browser = new Browser(process, profile, socket, conversation);
    for (String domain : List.of("Page", "Runtime", "Log", "Network")) {
      browser.ask(domain + ".enable", Map.of());
    }
    browser.ask(
        "Network.emulateNetworkConditions",
        Map.of("offline", true, "latency", 0, "downloadThroughput", 0, "uploadThroughput", 0));
    return browser;
  }

  private static Optional<Path> program() {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(":", -1))
        .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** Where it listens, from what it says when it starts. */
  private static URI listening(Process process) throws IOException {
    BufferedReader said =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    for (String line = said.readLine(); line != null; line = said.readLine()) {
      if (line.startsWith(LISTENING)) {
        Thread drain = new Thread(() -> said.lines().forEach(rest -> {}), "browser output");
        drain.setDaemon(true);
        drain.start();
        return URI.create(line.substring(LISTENING.length()).strip());
      }
    }
    throw new IOException("the browser ended before it listened");
  }

  private static URI page(URI browser) throws IOException, InterruptedException {
    URI list = URI.create("http://%s:%d/json/list".formatted(browser.getHost(), browser.getPort()));
    String targets =
        HttpClient.newHttpClient()
            .send(HttpRequest.newBuilder(list).build(), HttpResponse.BodyHandlers.ofString())
            .body();
    for (JsonNode target : JSON.readTree(targets)) {
      if (target.path("type").asText().equals("page")) {
        return URI.create(target.path("webSocketDebuggerUrl").asText());
      }
    }
    throw new IOException("the browser has no page: " + targets);
  }

  private static WebSocket connect(URI page, Conversation conversation) {
    return HttpClient.newHttpClient()
        .newWebSocketBuilder()
        .connectTimeout(Duration.ofSeconds(PATIENCE_SECONDS))
        .buildAsync(page, conversation)
        .join();
  }

  /** What the browser says: answers by their number, and events. */
  private static final class Conversation implements WebSocket.Listener {
    private final Map<Integer, CompletableFuture<JsonNode>> asked = new ConcurrentHashMap<>();
    private final List<String> errors = new CopyOnWriteArrayList<>();
    private final List<String> outside = new CopyOnWriteArrayList<>();
    private final AtomicInteger loads = new AtomicInteger();
    private final StringBuilder parts = new StringBuilder();
    private final AtomicInteger number = new AtomicInteger();

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
      parts.append(data);
      if (last) {
        hear(parts.toString());
        parts.setLength(0);
      }
      socket.request(1);
      return CompletableFuture.completedFuture(null);
    }

    private void hear(String text) {
      JsonNode message;
      try {
        message = JSON.readTree(text);
      } catch (IOException e) {
        errors.add("not JSON: " + text);
        return;
      }
      CompletableFuture<JsonNode> waiting = asked.remove(message.path("id").asInt(-1));
      if (waiting != null) {
        waiting.complete(message);
      }
      JsonNode given = message.path("params");
      switch (message.path("method").asText()) {
        case "Page.loadEventFired" -> loads.incrementAndGet();
        case "Runtime.exceptionThrown" -> errors.add(given.toString());
        case "Runtime.consoleAPICalled" -> {
          if (given.path("type").asText().equals("error")) {
            errors.add(given.toString());
          }
        }
        case "Log.entryAdded" -> {
          if (given.path("entry").path("level").asText().equals("error")) {
            errors.add(given.toString());
          }
        }
        case "Network.requestWillBeSent" -> {
          String url = given.path("request").path("url").asText();
          if (Stream.of("file:", "data:", "blob:", "about:").noneMatch(url::startsWith)) {
            outside.add(url);
          }
        }
        default -> {
          // Other events are nothing to a test.
        }
      }
    }
  }

  private JsonNode ask(String method, Map<String, Object> given) {
    int id = conversation.number.incrementAndGet();
    ObjectNode message = JSON.createObjectNode().put("id", id).put("method", method);
    message.set("params", JSON.valueToTree(given));
    CompletableFuture<JsonNode> answer = new CompletableFuture<>();
    conversation.asked.put(id, answer);
    socket.sendText(message.toString(), true).join();
    JsonNode heard = answer.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    if (heard.has("error")) {
      throw new IllegalStateException(method + ": " + heard.path("error"));
    }
    return heard.path("result");
  }

  /**
   * Opens a file and waits until it is loaded; what was heard of an earlier page is forgotten.
   *
   * @param width of the window, in pixels
   * @param scheme light or dark
   */
  public void open(Path file, int width, String scheme) throws InterruptedException {
    ask(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", 900, "deviceScaleFactor", 1, "mobile", false));
    ask(
        "Emulation.setEmulatedMedia",
        Map.of(
            "features",
            List.of(
                Map.of("name", "prefers-color-scheme", "value", scheme),
                Map.of("name", "prefers-reduced-motion", "value", "reduce"))));
    conversation.errors.clear();
    conversation.outside.clear();
    int before = conversation.loads.get();
    ask("Page.navigate", Map.of("url", file.toUri().toString()));
    for (int i = 0; conversation.loads.get() == before && i < PATIENCE_SECONDS * 20; i++) {
      TimeUnit.MILLISECONDS.sleep(50);
    }
  }

  /** Whether scripts run in pages that are opened from now on. */
  public void scripts(boolean run) {
    ask("Emulation.setScriptExecutionDisabled", Map.of("value", !run));
  }

  /** The value of an expression in the page. */
  public JsonNode evaluate(String expression) {
    JsonNode result =
        ask(
            "Runtime.evaluate",
            Map.of("expression", expression, "returnByValue", true, "awaitPromise", true));
    if (result.has("exceptionDetails")) {
      throw new IllegalStateException(expression + ": " + result.path("exceptionDetails"));
    }
    return result.path("result").path("value");
  }

  /** Waits until an expression is true; gives up after a while and says whether it became true. */
  public boolean becomes(String expression) throws InterruptedException {
    for (int i = 0; i < PATIENCE_SECONDS * 10; i++) {
      if (evaluate(expression).asBoolean()) {
        return true;
      }
      TimeUnit.MILLISECONDS.sleep(100);
    }
    return false;
  }

  /**
   * Presses, moves and releases the mouse within an element, as a person does: once the page stands
   * still, and only where the element can be seen.
   *
   * @param selector of the element, which is scrolled to
   * @param from how far from its left edge the mouse is pressed, from 0 to 1
   * @param to where it is released
   */
  public void drag(String selector, double from, double to) {
    JsonNode box = evaluate(STANDING.formatted(selector));
    double y = box.path("top").asDouble() + box.path("height").asDouble() / 2;
    double start = box.path("left").asDouble() + from * box.path("width").asDouble();
    double end = box.path("left").asDouble() + to * box.path("width").asDouble();
    String under =
        evaluate(
                "(() => { const e = document.elementFromPoint(%s, %s); return e?.closest('%s') ? ''"
                        .formatted(start, y, selector)
                    + " : String(e?.outerHTML).slice(0, 200); })()")
            .asText();
    if (!under.isEmpty()) {
      throw new IllegalStateException("the mouse would not meet %s: %s".formatted(selector, under));
    }
    mouse("mousePressed", start, y, true);
    if (from != to) {
      mouse("mouseMoved", (start + end) / 2, y, true);
      mouse("mouseMoved", end, y, true);
    }
    mouse("mouseReleased", end, y, false);
  }

  /** Clicks the middle of an element. */
  public void click(String selector) {
    drag(selector, 0.5, 0.5);
  }

  private void mouse(String what, double x, double y, boolean held) {
    ask(
        "Input.dispatchMouseEvent",
        Map.of(
            "type",
            what,
            "x",
            x,
            "y",
            y,
            "button",
            "left",
            "buttons",
            held ? 1 : 0,
            "clickCount",
            1));
  }

  /** Errors of the page: exceptions, console errors, and what the browser itself complains of. */
  public List<String> errors() {
    return new ArrayList<>(conversation.errors);
  }

  /** Addresses that the page asked for outside its own file. */
  public List<String> outside() {
    return new ArrayList<>(conversation.outside);
  }

  @Override
  public void close() throws IOException {
    socket.abort();
    process.destroyForcibly().onExit().join();
    try (Stream<Path> files = Files.walk(profile)) {
      files.sorted(java.util.Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    }
  }
}
