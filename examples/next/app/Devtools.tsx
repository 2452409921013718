'use client'

import '@use-event-source/devtools'

/** Loads the devtools in the browser; a build for production has none. */
export const Devtools = () => null
