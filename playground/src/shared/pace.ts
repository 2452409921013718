const search = new URLSearchParams(location.search)

/**
 * How long failures last, and how long the page waits to dial again, as a share of what visitors
 * get: 1 for them, less for tests. The server is started with it and puts it into the URL that it
 * prints.
 */
export const pace = Number(search.get('pace') ?? 1)

/**
 * How long the page waits for an answer, or for the next event, as such a share. Only tests of the
 * time-outs themselves shorten it: on a busy machine a short one ends a stream that is well.
 */
export const patience = Number(search.get('patience') ?? 1)
