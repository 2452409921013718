import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** The projects whose tests wait for a server and a browser, those that take longest first. */
const waiting = ['e2e', 'site']

/**
 * Runs the tests that wait before those that compute, which then fill the rest of the cores: a file
 * that begins last is one that ends soon.
 */
export class WaitingFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files)
    const first = waiting.flatMap((name) => sorted.filter(({ project }) => project.name === name))
    return [...first, ...sorted.filter((file) => !first.includes(file))]
  }
}
