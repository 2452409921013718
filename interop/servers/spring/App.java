import static org.springframework.web.servlet.mvc.method.annotation.SseEmitter.event;

import java.io.IOException;
import java.net.InetSocketAddress;
import javax.servlet.http.HttpServletResponse;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.servlet.*;
import org.springframework.http.*;
import org.springframework.web.bind.annotation.*;
import org.springframework.web.context.support.AnnotationConfigWebApplicationContext;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.mvc.method.annotation.*;

@RestController
public class App {
  interface Writer {
    void write(SseEmitter emitter) throws Exception;
  }

  /** Lets a thread write to a stream, until it is done or the client is gone. */
  SseEmitter stream(Writer writer) {
    var emitter = new SseEmitter(0L);
    new Thread(() -> {
      try {
        writer.write(emitter);
        emitter.complete();
      } catch (Exception gone) {
        emitter.completeWithError(gone);
      }
    }).start();
    return emitter;
  }

  @GetMapping("/ticks")
  SseEmitter ticks(
      @RequestHeader(name = "Last-Event-ID", defaultValue = "0") int last,
      @RequestParam(name = "count", defaultValue = "1000000") int count) {
    return stream(emitter -> {
      for (int n = last + 1; n <= last + count; n++) {
        emitter.send(event().id("" + n).name("tick").data("{\"n\":" + n + "}"));
        Thread.sleep(10);
      }
    });
  }

  @GetMapping("/beats")
  SseEmitter beats() {
    return stream(emitter -> {
      for (int beat = 0; beat < 40; beat++) {
        emitter.send(event().comment("beat"));
        Thread.sleep(100);
      }
      emitter.send(event().name("tick").data("{\"n\":1}"));
    });
  }

  @GetMapping("/say")
  SseEmitter say(
      @RequestParam("type") String type,
      @RequestParam("text") String text,
      @RequestParam(name = "times", defaultValue = "1") int times) {
    var data = text.repeat(times).replace("\n", "\ndata:");
    var utf8 = MediaType.parseMediaType("text/plain;charset=utf-8");
    return stream(emitter -> emitter.send(event().name(type).data(data, utf8)));
  }

  @GetMapping("/nothing")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void nothing() {}

  @GetMapping("/page")
  void page(HttpServletResponse response) throws IOException {
    response.setContentType("text/html");
    response.getWriter().print("<p>A page");
  }

  public static void main(String[] arguments) throws Exception {
    var application = new AnnotationConfigWebApplicationContext();
    application.register(
        App.class, RequestMappingHandlerMapping.class, RequestMappingHandlerAdapter.class);
    var servlet = new ServletHolder(new DispatcherServlet(application));
    servlet.setAsyncSupported(true);
    var context = new ServletContextHandler();
    context.addServlet(servlet, "/");
    var server = new Server(new InetSocketAddress("127.0.0.1", Integer.parseInt(arguments[0])));
    server.setHandler(context);
    server.start();
  }
}
