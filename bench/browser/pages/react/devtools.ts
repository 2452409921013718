// The page of our hooks, with the button that opens the devtools.
import '@use-event-source/devtools'
import './ours.tsx'
