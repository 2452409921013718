import project from '../../../project.json'

/** Returns the address of a page of the docs, or `null` while they are served nowhere. */
export const docsUrl = (page: string) => (project.homepage ? `${project.homepage}/${page}` : null)
