using System.Linq;
using System.Threading;
using System.Web;

public class App : IHttpHandler {
  public bool IsReusable { get { return true; } }

  public void ProcessRequest(HttpContext context) {
    var request = context.Request;
    var response = context.Response;
    response.BufferOutput = false;
    response.ContentType = "text/event-stream";
    response.Cache.SetCacheability(HttpCacheability.NoCache);
    switch (request.Path) {
      case "/ticks":
        var last = int.Parse(request.Headers["Last-Event-ID"] ?? "0");
        var count = int.Parse(request["count"] ?? "1000000");
        for (var n = last + 1; n <= last + count && response.IsClientConnected; n++) {
          Send(response, "id: " + n + "\nevent: tick\ndata: {\"n\":" + n + "}\n\n");
          Thread.Sleep(10);
        }
        break;
      case "/beats":
        for (var beat = 0; beat < 40; beat++) {
          Send(response, ": beat\n\n");
          Thread.Sleep(100);
        }
        Send(response, "event: tick\ndata: {\"n\":1}\n\n");
        break;
      case "/say":
        var text = string.Concat(Enumerable.Repeat(request["text"], int.Parse(request["times"] ?? "1")));
        Send(response, "event: " + request["type"] + "\ndata: " + text.Replace("\n", "\ndata: ") + "\n\n");
        break;
      case "/nothing":
        response.StatusCode = 204;
        break;
      case "/page":
        response.ContentType = "text/html";
        response.Write("<p>A page");
        break;
      default:
        response.StatusCode = 404;
        break;
    }
  }

  static void Send(HttpResponse response, string lines) {
    response.Write(lines);
    response.Flush();
  }
}
