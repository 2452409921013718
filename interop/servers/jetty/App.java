import java.io.IOException;
import java.net.InetSocketAddress;
import javax.servlet.http.*;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.servlet.*;

public class App extends HttpServlet {
  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
    switch (request.getRequestURI()) {
      case "/ticks" -> ticks(request, response);
      case "/beats" -> beats(response);
      case "/say" -> say(request, response);
      case "/nothing" -> response.setStatus(204);
      case "/page" -> {
        response.setContentType("text/html");
        response.getWriter().print("<p>A page");
      }
      default -> response.sendError(404);
    }
  }

  void ticks(HttpServletRequest request, HttpServletResponse response) throws IOException {
    int last = number(request.getHeader("Last-Event-ID"), 0);
    int count = number(request.getParameter("count"), 1_000_000);
    for (int n = last + 1; n <= last + count; n++) {
      send(response, "id: " + n + "\nevent: tick\ndata: {\"n\":" + n + "}\n\n");
      pause(10);
    }
  }

  void beats(HttpServletResponse response) throws IOException {
    for (int beat = 0; beat < 40; beat++) {
      send(response, ": beat\n\n");
      pause(100);
    }
    send(response, "event: tick\ndata: {\"n\":1}\n\n");
  }

  void say(HttpServletRequest request, HttpServletResponse response) throws IOException {
    String text = request.getParameter("text").repeat(number(request.getParameter("times"), 1));
    String data = text.replace("\n", "\ndata: ");
    send(response, "event: " + request.getParameter("type") + "\ndata: " + data + "\n\n");
  }

  /** Throws where the client is gone, which ends its thread. */
  void send(HttpServletResponse response, String lines) throws IOException {
    response.setContentType("text/event-stream;charset=utf-8");
    response.setHeader("Cache-Control", "no-cache, no-transform");
    response.getWriter().print(lines);
    response.flushBuffer();
  }

  int number(String text, int otherwise) {
    return text == null ? otherwise : Integer.parseInt(text);
  }

  void pause(int milliseconds) {
    try {
      Thread.sleep(milliseconds);
    } catch (InterruptedException end) {
      Thread.currentThread().interrupt();
    }
  }

  public static void main(String[] arguments) throws Exception {
    var server = new Server(new InetSocketAddress("127.0.0.1", Integer.parseInt(arguments[0])));
    var context = new ServletContextHandler();
    context.addServlet(App.class, "/");
    server.setHandler(context);
    server.start();
  }
}
