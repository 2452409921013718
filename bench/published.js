/**
 * Makes esbuild bundle what is published: it reads no `tsconfig.json`, whose `paths` would lead it
 * to the sources.
 */
export const published = { tsconfigRaw: {} }
