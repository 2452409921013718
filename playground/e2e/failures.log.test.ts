import { survivesFailures } from './survivesFailures.ts'

survivesFailures('log')
