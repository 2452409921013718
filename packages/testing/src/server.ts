export { startScriptedServer } from './scriptedServer.ts'
export type { ScriptedServer, ScriptedServerOptions } from './scriptedServer.ts'
