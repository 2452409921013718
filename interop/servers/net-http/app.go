package main

import (
	"fmt"
	"math"
	"net/http"
	"os"
	"strconv"
	"strings"
	"time"
)

// stream sends the headers and returns what sends lines.
func stream(w http.ResponseWriter) func(format string, values ...any) {
	w.Header().Set("Content-Type", "text/event-stream")
	w.Header().Set("Cache-Control", "no-cache, no-transform")
	w.(http.Flusher).Flush()
	return func(format string, values ...any) {
		fmt.Fprintf(w, format+"\n\n", values...)
		w.(http.Flusher).Flush()
	}
}

func number(text string, otherwise int) int {
	if n, err := strconv.Atoi(text); err == nil {
		return n
	}
	return otherwise
}

func ticks(w http.ResponseWriter, r *http.Request) {
	n := number(r.Header.Get("Last-Event-ID"), 0)
	count := number(r.FormValue("count"), math.MaxInt)
	send := stream(w)
	for i := 0; i < count && r.Context().Err() == nil; i++ {
		n++
		send("id: %d\nevent: tick\ndata: {\"n\":%d}", n, n)
		time.Sleep(10 * time.Millisecond)
	}
}

func beats(w http.ResponseWriter, r *http.Request) {
	send := stream(w)
	for i := 0; i < 40 && r.Context().Err() == nil; i++ {
		send(": beat")
		time.Sleep(100 * time.Millisecond)
	}
	send("event: tick\ndata: {\"n\":1}")
}

func say(w http.ResponseWriter, r *http.Request) {
	text := strings.Repeat(r.FormValue("text"), number(r.FormValue("times"), 1))
	stream(w)("event: %s\ndata: %s", r.FormValue("type"), strings.ReplaceAll(text, "\n", "\ndata: "))
}

func main() {
	http.HandleFunc("/ticks", ticks)
	http.HandleFunc("/beats", beats)
	http.HandleFunc("/say", say)
	http.HandleFunc("/nothing", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(204) })
	http.HandleFunc("/page", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprint(w, "<p>A page") })
	if err := http.ListenAndServe(os.Args[1], nil); err != nil {
		panic(err)
	}
}
