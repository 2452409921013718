import { testStart } from './testStart.ts'

testStart('React')
