using System;
using System.Linq;
using System.Net;
using System.Text;
using System.Threading;

static class App {
  static void Main(string[] arguments) {
    var listener = new HttpListener();
    listener.Prefixes.Add($"http://127.0.0.1:{arguments[0]}/");
    listener.Start();
    while (true) {
      var context = listener.GetContext();
      new Thread(() => {
        try {
          Answer(context.Request, context.Response);
          context.Response.Close();
        } catch (Exception) {
          context.Response.Abort();
        }
      }).Start();
    }
  }

  static void Answer(HttpListenerRequest request, HttpListenerResponse response) {
    // The query as it was sent: Mono would read it in the encoding of the body.
    var query = request.Url.Query.TrimStart('?').Split('&').Select(pair => pair.Split('='))
      .ToDictionary(pair => pair[0], pair => Uri.UnescapeDataString(pair.Last().Replace('+', ' ')));
    Func<string, string, string> parameter = (name, otherwise) => query.ContainsKey(name) ? query[name] : otherwise;
    if (request.Url.AbsolutePath == "/nothing") {
      response.StatusCode = 204;
      return;
    }
    response.ContentType = request.Url.AbsolutePath == "/page" ? "text/html" : "text/event-stream";
    response.SendChunked = true;
    Action<string> send = text => {
      var bytes = Encoding.UTF8.GetBytes(text);
      response.OutputStream.Write(bytes, 0, bytes.Length);
      response.OutputStream.Flush();
    };
    switch (request.Url.AbsolutePath) {
      case "/ticks":
        var last = int.Parse(request.Headers["Last-Event-ID"] ?? "0");
        var count = int.Parse(parameter("count", "1000000"));
        for (var n = last + 1; n <= last + count; n++) {
          send($"id: {n}\nevent: tick\ndata: {{\"n\":{n}}}\n\n");
          Thread.Sleep(10);
        }
        break;
      case "/beats":
        for (var beat = 0; beat < 40; beat++) {
          send(": beat\n\n");
          Thread.Sleep(100);
        }
        send("event: tick\ndata: {\"n\":1}\n\n");
        break;
      case "/say":
        var text = string.Concat(Enumerable.Repeat(parameter("text", ""), int.Parse(parameter("times", "1"))));
        send($"event: {parameter("type", "")}\ndata: {text.Replace("\n", "\ndata: ")}\n\n");
        break;
      case "/page":
        send("<p>A page");
        break;
    }
  }
}
