import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'

/**
 * Returns the first path that can be run: one of the places, else one of the names on the PATH.
 *
 * @param {readonly string[]} names
 * @param {readonly string[]} places
 * @param {NodeJS.ProcessEnv} env
 */
export function findExecutable(names, places, env) {
  const folders = (env.PATH ?? '').split(delimiter).filter(Boolean)
  const onPath = names.flatMap((name) => folders.map((folder) => join(folder, name)))
  return [...places, ...onPath].find(isExecutable)
}

/** @param {string} path */
function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
