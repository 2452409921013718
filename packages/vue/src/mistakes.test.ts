import { mistakesContract } from '../../../contract/mistakes.ts'

mistakesContract(import.meta.dirname)
