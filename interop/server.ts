import type { EventSourceOptions } from '@use-event-source/core'
import type { Command } from './command.ts'
import type { Place } from './place.ts'
import type { ScenarioName } from './scenarios.ts'

/** A server that was not written here, and what makes it answer the requests of the scenarios. */
export interface Server {
  readonly name: string
  readonly language: string
  /**
   * The packages that it needs; the version shown is that of the first. A server that no package
   * brings is replayed: its folder sends what that version of it does.
   */
  readonly packages:
    | { readonly npm: readonly string[] }
    | { readonly debian: readonly string[] }
    | { readonly replayed: string }
  /** What its folder does for streams that the server does not by itself, as a sentence of the docs. */
  readonly needs: string
  /** The scenarios that it cannot play, and why. */
  readonly without?: Readonly<Partial<Record<ScenarioName, string>>>
  /**
   * Whether it is tried in browsers, too: then it shows `pages/player/` under `/player/`, and lets
   * every origin read its streams.
   */
  readonly isForPages?: true
  /** How it is asked, where it is not by the paths that README.md lists. */
  readonly dialect?: Dialect
  build?(place: Place): readonly Command[]
  start(place: Place): readonly Command[]
}

/** Where the framework decides what is asked and how events are wrapped. */
export interface Dialect {
  /** What asks for a path of README.md. */
  request?(
    origin: string,
    path: string,
    parameters: Readonly<Record<string, string>>,
  ): Pick<EventSourceOptions<unknown>, 'url' | 'method' | 'headers' | 'body'>
  /** The type under which an event of some type comes. */
  typeOf?(type: string): string
  /** Takes what was said out of the data of an event. */
  read?(raw: string): string
}
