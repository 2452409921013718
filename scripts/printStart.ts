import type { Reporter, TestModule } from 'vitest/node'

/**
 * Prints each file when it starts, because the others do so when it ends, which one that hangs
 * never does.
 */
export default class PrintStart implements Reporter {
  onTestModuleStart({ project, relativeModuleId }: TestModule): void {
    console.log(`   ${project.name} ${relativeModuleId} …`)
  }
}
