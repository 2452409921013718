import java.net.InetSocketAddress
import javax.servlet.http.{HttpServlet, HttpServletRequest, HttpServletResponse}
import org.eclipse.jetty.server.Server
import org.eclipse.jetty.servlet.{ServletContextHandler, ServletHolder}

class Streams extends HttpServlet {
  override def doGet(request: HttpServletRequest, response: HttpServletResponse): Unit = {
    def parameter(name: String) = Option(request.getParameter(name))
    /** Throws where the client is gone, which ends its thread. */
    def send(lines: String): Unit = {
      response.setContentType("text/event-stream;charset=utf-8")
      response.setHeader("Cache-Control", "no-cache, no-transform")
      response.getWriter.print(lines + "\n\n")
      response.flushBuffer()
    }
    request.getRequestURI match {
      case "/ticks" =>
        val last = Option(request.getHeader("Last-Event-ID")).fold(0)(_.toInt)
        val count = parameter("count").fold(1000000)(_.toInt)
        for (n <- last + 1 to last + count) {
          send(s"""id: $n\nevent: tick\ndata: {"n":$n}""")
          Thread.sleep(10)
        }
      case "/beats" =>
        for (_ <- 1 to 40) {
          send(": beat")
          Thread.sleep(100)
        }
        send("event: tick\ndata: {\"n\":1}")
      case "/say" =>
        val text = parameter("text").get * parameter("times").fold(1)(_.toInt)
        send(s"event: ${parameter("type").get}\ndata: ${text.replace("\n", "\ndata: ")}")
      case "/nothing" => response.setStatus(204)
      case "/page" =>
        response.setContentType("text/html")
        response.getWriter.print("<p>A page")
      case _ => response.sendError(404)
    }
  }
}

object App {
  def main(arguments: Array[String]): Unit = {
    val server = new Server(new InetSocketAddress("127.0.0.1", arguments(0).toInt))
    val context = new ServletContextHandler()
    context.addServlet(new ServletHolder(new Streams), "/")
    server.setHandler(context)
    server.start()
  }
}
