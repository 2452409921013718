// Puts the page of errors, where the messages point, into the package: without what only the site can fill in or follow.
import { readFileSync, writeFileSync } from 'node:fs'

const page = readFileSync(new URL('../../docs/errors.md', import.meta.url), 'utf8')
const shipped = page
  .replace(/^<!-- .* -->\n\n/gm, '')
  .replace(/\[([^\]]+)\]\(\/[^)]*\)/g, '$1')
  .replace(
    'A failure is plain data:',
    'A failure is plain data: its `kind` and `message`, and where known `status` and `retryAfter`.',
  )
  .replace('there is also what is done about it:', 'there is also what is done about it: `willRetry` and `retryAt`.')
writeFileSync(new URL('errors.md', import.meta.url), shipped)
