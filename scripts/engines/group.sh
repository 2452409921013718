#!/bin/sh
# Runs $PROGRAM with the given arguments, and ends its whole process group when the program has ended, or when the pipe
# to this script is closed: by whatever started it, or because that is gone.
exec 4<&0
# Caught rather than ignored: what is ignored here, the program would ignore as well.
trap : TERM
{ read -r _ <&4; kill -TERM 0; } &
"$PROGRAM" "$@" 4<&-
kill -KILL 0
