// React 18 reports an error that a boundary catches to the page and to the console, and has no `onCaughtError` to say otherwise.
window.addEventListener('error', (event) => event.preventDefault())
