import { survivesFailures } from './survivesFailures.ts'

survivesFailures('prices')
