// It is one of the peers that are no dependency: see `peers.ts`.
declare module '@tanstack/offline-transactions' {
  export class WebLocksLeader {
    constructor(lockName: string)
    requestLeadership(): Promise<boolean>
    onLeadershipChange(callback: (isLeader: boolean) => void): () => void
  }
}
