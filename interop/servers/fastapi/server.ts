import type { Server } from '../../server.ts'

export const server: Server = {
  name: 'FastAPI on Uvicorn',
  language: 'Python',
  packages: { debian: ['python3-fastapi', 'uvicorn'] },
  needs: 'Fields of an event are yours to write, and a `data:` line for each line of text.',
  isForPages: true,
  start: ({ source, pages, port }) => [
    {
      // Debian's packages belong to Debian's Python.
      command: '/usr/bin/python3',
      args: ['-B', '-m', 'uvicorn', 'app:app', '--app-dir', source, '--port', `${port}`],
      env: { PAGES: pages },
    },
  ],
}
