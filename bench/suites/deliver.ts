import type { Measured } from '../measure.ts'
import { clients, referenceClient } from '../clients.ts'
import { inNode } from '../program.ts'
import type { DeliverReport, DeliverTask } from '../programs/deliverProgram.ts'
import type { BenchContext, Goal, SuiteResult } from '../suite.ts'

const audiences = [1, 10, 1000, 10_000]
const streams = [
  'ticks, 64 KB chunks',
  'LLM tokens, 64 KB chunks',
  'LLM tokens, one event per chunk',
]

const ours = 'use-event-source'

/** What a client was measured to take, a report for each stream. */
interface Client {
  readonly client: string
  readonly reports: readonly DeliverReport[]
}

export async function deliver({ quick, log }: BenchContext): Promise<SuiteResult> {
  const runner = await inNode<DeliverTask, DeliverReport>('deliverProgram')
  const reportsFor = async (tasks: readonly DeliverTask[]) => {
    const reports: DeliverReport[] = []
    for (const task of tasks) {
      log(
        `  ${task.part}, ${'client' in task ? `${task.client}, ${task.workload}` : task.listeners}`,
      )
      reports.push(await runner.run(task))
    }
    return reports
  }
  try {
    const notified = await reportsFor(
      audiences.map((listeners) => ({ part: 'notify', listeners, quick })),
    )
    const stacks = await reportsFor(
      audiences.map((listeners) => ({ part: 'stack', listeners, quick })),
    )
    const all: Client[] = []
    // A fault can only be one of ours.
    for (const client of quick ? [ours] : Object.keys(clients))
      all.push({
        client,
        reports: await reportsFor(
          streams.map((workload) => ({ part: 'client', client, workload, quick })),
        ),
      })
    return {
      title: 'From bytes to listeners',
      method:
        'Node. Every client dials with the same injected fetch, whose response is a stream that has all its chunks from the start, ' +
        'and has one listener for each type. fetch-event-source is given a window and a document that do nothing. ' +
        'sse.js and reconnecting-eventsource need the XMLHttpRequest or the EventSource of a browser, and are left out. ' +
        `Each client has a process of its own with ${referenceClient}, because an application has one client, and the engine compiles a function for all that runs in its process. ` +
        'No client parses JSON. Before anything is timed, the events that a client delivers are compared with those that eventsource-parser reads.',
      tables: [notifyTable(notified), stackTable(stacks), clientTable(all)],
      charts: [clientChart(all)],
      goals: [...notifyGoals(notified), ...clientGoals(all), lostGoal(all)],
      faults: reportsOf(all, ours).flatMap(({ lost }) =>
        lost[ours] ? [`Our store delivered ${lost[ours]}`] : [],
      ),
    }
  } finally {
    await runner.close()
  }
}

const find = ({ measured }: DeliverReport, name: string): Measured | undefined =>
  measured.find((each) => each.name === name)

/** How many times as long it takes as the first one of its report. */
const costOf = (report: DeliverReport, name: string): number =>
  1 / (find(report, name)?.ratio.median ?? NaN)

const millionths = 1e6

function notifyTable(reports: readonly DeliverReport[]): SuiteResult['tables'][number] {
  const names = ['ours', 'nanostores', 'zustand/vanilla']
  return {
    caption: 'One value to many listeners: time as a multiple of a loop over a Set',
    columns: ['listeners', 'a loop over a Set, ns per listener', ...names],
    rows: reports.map((report, index) => {
      const listeners = audiences[index] ?? 1
      const loop = (find(report, 'a loop over a Set')?.time.median ?? NaN) * millionths
      return [
        String(listeners),
        loop / listeners / report.events,
        ...names.map((name) => costOf(report, name)),
      ]
    }),
  }
}

function stackTable(reports: readonly DeliverReport[]): SuiteResult['tables'][number] {
  const names = ['parser behind a stream', 'parser and a loop over a Set', 'ours, whole']
  return {
    caption: 'Ticks in 64 KB chunks to listeners: time as a multiple of our parser alone',
    columns: ['listeners', 'parser alone, ns per event', ...names],
    rows: reports.map((report, index) => {
      const alone = (find(report, 'parser alone')?.time.median ?? NaN) * millionths
      return [
        String(audiences[index]),
        alone / report.events,
        ...names.map((name) => costOf(report, name)),
      ]
    }),
  }
}

const reportsOf = (all: readonly Client[], name: string): readonly DeliverReport[] =>
  all.find(({ client }) => client === name)?.reports ?? []

/** How many events a client delivers in a millisecond. */
const paceOf = ({ client, reports }: Client, index: number): number => {
  const report = reports[index]
  return report ? report.events / (find(report, client)?.time.median ?? NaN) : NaN
}

function clientTable(all: readonly Client[]): SuiteResult['tables'][number] {
  return {
    caption: `A stream to one listener: events per millisecond, and time as a multiple of ${referenceClient}`,
    columns: [
      'client',
      ...streams.map((stream) => `${stream}, events/ms`),
      ...streams,
      'lost or changed',
    ],
    rows: all.map((each) => [
      each.client,
      ...streams.map((_, index) => paceOf(each, index)),
      ...each.reports.map((report) => shareOf(report, each.client)),
      each.reports.flatMap(({ lost }) => lost[each.client] ?? []).join('; ') || 'none',
    ]),
  }
}

const clientChart = (all: readonly Client[]): SuiteResult['charts'][number] => ({
  name: 'deliver',
  title: 'Ticks in 64 KB chunks to one listener: events per millisecond',
  unit: '',
  bars: all.map((each) => ({
    label: each.client,
    value: paceOf(each, 0),
    ours: each.client === ours,
  })),
})

function notifyGoals(reports: readonly DeliverReport[]): Goal[] {
  return reports.map((report, index) => {
    const cost = costOf(report, 'ours')
    return {
      what: `${audiences[index]} listeners, against a loop over a Set`,
      goal: 'at most 1.5 times',
      reached: `${cost.toPrecision(2)} times`,
      met: cost <= 1.5,
    }
  })
}

/** The time of a client, as a multiple of that of the reference in the same process. */
const shareOf = (report: DeliverReport, name: string): number =>
  (find(report, referenceClient)?.ratio.median ?? NaN) / (find(report, name)?.ratio.median ?? NaN)

function clientGoals(all: readonly Client[]): Goal[] {
  return [1, 0.7].map((goal, index) => {
    const report = reportsOf(all, ours)[index]
    const share = report ? shareOf(report, ours) : NaN
    return {
      what: `${streams[index]} from chunk to one listener, against ${referenceClient}`,
      goal: `at most ${goal} times`,
      reached: `${share.toPrecision(2)} times`,
      met: share <= goal,
    }
  })
}

function lostGoal(all: readonly Client[]): Goal {
  const lost = reportsOf(all, ours).filter((report) => report.lost[ours]).length
  return {
    what: 'streams of which an event was lost or changed',
    goal: '0',
    reached: String(lost),
    met: lost === 0,
  }
}
