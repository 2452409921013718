/** Where the messages of mistakes point. `npm run stamp` writes it, from `project.json`. */
export const errorsPage = '@use-event-source/core/errors.md'
