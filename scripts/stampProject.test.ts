import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { packages, project, releaseFault, stampedFiles } from './stampProject.js'

const empty = { repository: '', homepage: '' }
const filled = { repository: 'https://code.example/owner/name', homepage: 'https://docs.example' }

const onDisk = (file: string) => readFileSync(join(import.meta.dirname, '..', file), 'utf8')

test('every file names the addresses that project.json has: `npm run stamp` writes them', () => {
  for (const [file, text] of stampedFiles(project)) expect(onDisk(file), file).toBe(text)
})

test('an address that is filled in reaches manifests, READMEs and messages', () => {
  const files = stampedFiles(filled)
  for (const folder of packages) {
    expect(JSON.parse(files.get(`${folder}/package.json`)!)).toMatchObject({
      homepage: 'https://docs.example',
      repository: {
        type: 'git',
        url: 'git+https://code.example/owner/name.git',
        directory: folder,
      },
      bugs: 'https://code.example/owner/name/issues',
    })
  }
  expect(files.get('./README.md')).toContain('[Documentation](https://docs.example/start)')
  expect(files.get('packages/react/README.md')).toContain('[Errors](https://docs.example/errors)')
  expect(files.get('packages/core/src/development/errorsPage.ts')).toContain(
    "errorsPage = 'https://docs.example/errors'",
  )
})

test('without an address, messages name the file that is published, and nothing is released', () => {
  const files = stampedFiles(empty)
  expect(files.get('packages/core/src/development/errorsPage.ts')).toContain(
    "errorsPage = '@use-event-source/core/errors.md'",
  )
  for (const folder of packages) {
    const manifest = JSON.parse(files.get(`${folder}/package.json`)!)
    for (const field of ['homepage', 'repository', 'bugs'])
      expect(manifest).not.toHaveProperty(field)
  }
  expect(releaseFault(empty)).toContain('no repository and no homepage')
  expect(releaseFault({ ...filled, homepage: '' })).toContain('no homepage')
  expect(releaseFault(filled)).toBeNull()
})
