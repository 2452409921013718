import type { LivingPart } from './part.ts'
import type { Room } from './rooms.ts'

/** Checks that parts show what they heard, all of them the same, and at the pace of the screen. */
export function createPaceCheck(fault: (what: string) => void) {
  /** What each part has to show after the next frame, or a later number, which a reconnect brought. */
  const due = new Map<LivingPart, number>()
  /** The parts that have shown the newest event of their room, and have not left it since. */
  const together = new Set<LivingPart>()
  /** How often each part has committed since the last frame, while nothing but events has come. */
  let commits: Map<LivingPart, number> | null = null
  /** The commits of each part before what happens now. */
  let before = new Map<LivingPart, number>()
  /** The parts that waited for an event before what happens now. */
  let waiting: readonly LivingPart[] = []

  function checkCommits(part: LivingPart, commits: Map<LivingPart, number>, atFrame: boolean) {
    const count = part.commits - (before.get(part) ?? 0)
    const sum = (commits.get(part) ?? 0) + count
    commits.set(part, sum)
    if (part.kind === 'waiting') return
    const showsEvents = part.kind === 'view' || part.kind === 'state'
    if (showsEvents && sum > (atFrame ? 2 : 1)) fault(`${part.id} commits ${sum} times in a frame`)
    if (!showsEvents && !atFrame && count > 0) fault(`${part.id} commits for what it does not show`)
  }

  function checkFrame() {
    for (const [part, number] of due) {
      const shown = part.shown.at(-1) ?? 0
      if (shown < number) fault(`${part.id} shows ${shown}, not ${number}`)
      together.add(part)
    }
    due.clear()
  }

  function checkSiblings() {
    const shown = new Map<Room, number | undefined>()
    for (const { room, shown: numbers, id } of together) {
      const number = numbers.at(-1)
      if (shown.has(room) && shown.get(room) !== number)
        fault(`${id} shows ${number} beside ${shown.get(room)}`)
      shown.set(room, number)
    }
  }

  return {
    /** Something is about to happen. */
    begin(parts: readonly LivingPart[]) {
      before = new Map(parts.map((part) => [part, part.commits]))
      waiting = parts.filter(({ kind, shown }) => kind === 'waiting' && shown.length === 0)
    },
    /** An event is about to be written. */
    expect(parts: readonly LivingPart[], room: Room) {
      for (const part of parts)
        if (room.isOpen && part.room === room && isListening(part) && showsNumbers(part))
          due.set(part, room.newest + 1)
    },
    /** Anything may come next for a part that leaves, comes or changes. */
    forget(part: LivingPart) {
      due.delete(part)
      together.delete(part)
    },
    /** Something has happened, and shows. */
    check(parts: readonly LivingPart[], what: 'event' | 'frame' | 'other') {
      if (what === 'frame') checkFrame()
      checkSiblings()
      // With what mounts, all that waits for the frame is shown.
      if (what === 'other' || waiting.some(({ shown }) => shown.length > 0)) commits = null
      if (commits) for (const part of parts) checkCommits(part, commits, what === 'frame')
      if (what === 'frame') commits = new Map()
    },
  }
}

const isListening = ({ isHidden, isOpen }: LivingPart) => !isHidden && isOpen

const showsNumbers = ({ kind }: LivingPart) => kind !== 'status' && kind !== 'listener'
