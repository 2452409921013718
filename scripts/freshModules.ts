import { vi } from 'vitest'

// Test files share a worker, so that each does not start a process and load everything of its own:
// that was most of the time of the unit tests. What our modules remember is not shared: each file
// gets its own.
vi.resetModules()
