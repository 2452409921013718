import { testStart } from './testStart.ts'

testStart('Vue')
