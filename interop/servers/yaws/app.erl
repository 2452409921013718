-module(app).
-export([start/1, out/1]).
-include_lib("yaws/include/yaws_api.hrl").

start([Port, Folder]) ->
    Server = [{port, list_to_integer(Port)}, {listen, {127, 0, 0, 1}}, {appmods, [{"/", ?MODULE}]}],
    ok = yaws:start_embedded(Folder, Server, [{logdir, Folder}]).

out(#arg{server_path = "/nothing"}) -> {status, 204};
out(#arg{server_path = "/page"}) -> {html, "<p>A page"};
out(#arg{server_path = "/ticks"} = A) ->
    Last = list_to_integer(or_else(yaws_api:get_header(A#arg.headers, "last-event-id"), "0")),
    Count = list_to_integer(or_else(parameter(A, "count"), "1000000")),
    stream(A, fun(Send) -> ticks(Send, Last + 1, Last + Count) end);
out(#arg{server_path = "/beats"} = A) ->
    stream(A, fun(Send) -> beats(Send, 40) end);
out(#arg{server_path = "/say"} = A) ->
    Text = lists:append(lists:duplicate(list_to_integer(or_else(parameter(A, "times"), "1")), parameter(A, "text"))),
    stream(A, fun(Send) -> Send([yaws_sse:event(parameter(A, "type")), yaws_sse:data(Text, [trim])]) end);
out(_) -> {status, 404}.

ticks(Send, N, Last) when N =< Last ->
    Id = integer_to_list(N),
    ok = Send([yaws_sse:id(Id), yaws_sse:event("tick"), yaws_sse:data("{\"n\":" ++ Id ++ "}")]),
    timer:sleep(10),
    ticks(Send, N + 1, Last);
ticks(_, _, _) -> ok.

beats(Send, 0) -> Send([yaws_sse:event("tick"), yaws_sse:data("{\"n\":1}")]);
beats(Send, N) ->
    ok = Send([yaws_sse:comment("beat")]),
    timer:sleep(100),
    beats(Send, N - 1).

%% Lets a process of its own write, until it is done or the client is gone.
stream(#arg{clisock = Socket}, Write) ->
    Writer = spawn(fun() ->
        receive
            {ok, Yaws} ->
                catch Write(fun(Lines) -> yaws_sse:send_events(Socket, [Lines, "\n"]) end),
                yaws_api:stream_process_end(closed, Yaws),
                yaws_api:stream_process_end(Socket, Yaws);
            {discard, _} -> ok
        end
    end),
    yaws_sse:headers(Writer).

parameter(A, Name) ->
    case yaws_api:queryvar(A, Name) of
        {ok, Value} -> Value;
        undefined -> undefined
    end.

or_else(undefined, Default) -> Default;
or_else(Value, _) -> Value.
