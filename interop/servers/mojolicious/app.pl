use Mojolicious::Lite -signatures;

sub stream ($c) {
  $c->inactivity_timeout(0);
  $c->res->headers->content_type('text/event-stream');
  $c->res->headers->cache_control('no-cache, no-transform');
  $c->write;
}

sub every ($c, $seconds, $next) {
  my $id = Mojo::IOLoop->recurring($seconds => $next);
  $c->on(finish => sub { Mojo::IOLoop->remove($id) });
}

get '/ticks' => sub ($c) {
  my $n    = $c->req->headers->header('Last-Event-ID') || 0;
  my $last = $n + ($c->param('count') // 1e9);
  stream($c);
  every($c, 0.01, sub {
    return $c->finish if $n >= $last;
    $n++;
    $c->write("id: $n\nevent: tick\ndata: {\"n\":$n}\n\n");
  });
};

get '/beats' => sub ($c) {
  my $beats = 0;
  stream($c);
  every($c, 0.1, sub {
    $c->write($beats++ == 40 ? "event: tick\ndata: {\"n\":1}\n\n" : ": beat\n\n");
  });
};

get '/say' => sub ($c) {
  my $text = $c->param('text') x ($c->param('times') // 1);
  my $data = join '', map {"data: $_\n"} split /\n/, $text;
  stream($c);
  $c->write(Mojo::Util::encode('UTF-8', 'event: ' . $c->param('type') . "\n$data\n"));
};

get '/nothing' => sub ($c) { $c->rendered(204) };
get '/page'    => sub ($c) { $c->render(data => '<p>A page', format => 'html') };

app->start;
