/**
 * How long failures last, and how long the page waits in them, as a share of what a person gets to see: 1 for people, less
 * for tests. The server is started with it and puts it into the URL that it gives.
 */
export const pace = Number(new URLSearchParams(location.search).get('pace') ?? 1)
