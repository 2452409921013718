/**
 * How long failures last, and how long the page waits in them, as a share of what visitors get: 1
 * for them, less for tests. The server is started with it and puts it into the URL that it prints.
 */
export const pace = Number(new URLSearchParams(location.search).get('pace') ?? 1)
