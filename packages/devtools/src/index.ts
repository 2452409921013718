// Imported for its effect: `import '@use-event-source/devtools'` shows the button of the panel.
import { showButton } from '#devtools'

showButton()
