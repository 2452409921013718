package main

import (
	"fmt"
	"math/rand"
	"net/http"
	"strconv"
	"time"
)

func prices(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h.Set("Content-Type", "text/event-stream")
	h.Set("Cache-Control", "no-cache, no-transform")
	h.Set("X-Accel-Buffering", "no")

	// Also reaches the writer inside a middleware's wrapper that has an Unwrap method.
	out := http.NewResponseController(w)
	// The WriteTimeout of the server would cut the stream.
	_ = out.SetWriteDeadline(time.Time{})

	id, _ := strconv.Atoi(r.Header.Get("Last-Event-ID"))
	fmt.Fprint(w, "retry: 2000\n\n")
	tick := time.NewTicker(time.Second)
	defer tick.Stop()
	for {
		if err := out.Flush(); err != nil {
			return
		}
		select {
		case <-r.Context().Done():
			return
		case <-tick.C:
			id++
			fmt.Fprintf(w, "id: %d\nevent: price\ndata: {\"bid\":%.2f}\n\n", id, 100+rand.Float64())
		}
	}
}

func main() {
	http.HandleFunc("/prices", prices)
	_ = http.ListenAndServe(":3000", nil)
}
