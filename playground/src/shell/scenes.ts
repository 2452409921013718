export interface Scene {
  readonly title: string
  readonly text: string
  /** Its name in the list of scenes, where that is not a word. */
  readonly label?: string
  /** The component that shows it, in both frameworks. */
  readonly component: string
  /** The module of its store, and the page of the docs that explains it. */
  readonly store: string
  readonly page: string
}

export const scenes = {
  prices: {
    title: 'A ticker with charts',
    text: 'One connection feeds both tables. The table is a reducer, the charts are drawn without rendering, and a schema checks each halt.',
    component: 'PricesScene',
    store: 'prices',
    page: 'reference/useEventState',
  },
  chat: {
    title: 'A chat whose answers go on',
    text: 'A POST asks, and the server writes the answer whether or not the page listens. Drop the socket or load the page again: a GET reads on, and no word is missing or twice.',
    component: 'ChatScene',
    store: 'chat',
    page: 'guide/llm',
  },
  aiSdk: {
    title: 'The AI SDK, on answers that go on',
    text: 'useChat of the AI SDK with another transport, from our docs. Drop the socket or load the page again: the answer is read on from where the server writes it.',
    label: 'AI SDK',
    component: 'AiSdkScene',
    store: 'aiSdk',
    page: 'guide/ai-sdk',
  },
  agUi: {
    title: 'An agent of AG-UI, on runs that go on',
    text: 'The agent has run() and connect() on this library. A run goes on at the server when the line is cut or the page is loaded again, and connectAgent() reads on.',
    label: 'AG-UI',
    component: 'AgUiScene',
    store: 'agUi',
    page: 'guide/ag-ui',
  },
  log: {
    title: 'A log of 10,000 lines',
    text: 'A reducer keeps the newest ten thousand lines, in chunks of a hundred; only those in sight are on the page. Scroll up, and they stay while others come in.',
    component: 'LogScene',
    store: 'log',
    page: 'reference/useEventState',
  },
  notifications: {
    title: 'Toasts and an unread count',
    text: 'A toast is an event and the count is a reducer. The last event ID is in sessionStorage: load the page again, and no toast comes twice.',
    component: 'NotificationsScene',
    store: 'notifications',
    page: 'reference/useServerEvent',
  },
  presence: {
    title: 'Who is here',
    text: 'A visitor is in the room while its stream is open. Add one or open a second tab. Leaving takes no request: the server sees the socket close.',
    component: 'PresenceScene',
    store: 'presence',
    page: 'guide/server',
  },
  book: {
    title: 'An order book in step',
    text: 'A snapshot, then numbered changes, 25 a second. After a short loss the server sends what was missed; where a number is missing, the book requests a new snapshot.',
    component: 'BookScene',
    store: 'orders',
    page: 'guide/dashboards',
  },
  dashboard: {
    title: 'Numbers that are right after every gap',
    text: 'load fetches the counts, and events are added on top, without those that the counts have already. After an outage too long to replay, the counts are loaded again.',
    component: 'DashboardScene',
    store: 'dashboard',
    page: 'guide/dashboards',
  },
  upload: {
    title: 'The progress of an upload',
    text: 'fetch does not report how much has arrived, but the server can: each job has a stream of its own, which ends when the job does.',
    component: 'UploadScene',
    store: 'upload',
    page: 'guide/recipes',
  },
  tabs: {
    title: 'Many tabs',
    text: 'A browser has six connections for all tabs over HTTP/1.1. With sharedTransport() one tab connects for all of them; with pauseWhenHidden a hidden tab gives its connection back.',
    component: 'TabsScene',
    store: 'tabs',
    page: 'guide/tabs',
  },
  elsewhere: {
    title: 'Another origin, and the header that it refuses',
    text: 'The header Last-Event-ID makes the browser ask first. Where the other origin does not allow it, the stream comes back without it, the events between are missing, and development says which header the server lacks.',
    component: 'ElsewhereScene',
    store: 'elsewhere',
    page: 'guide/server',
  },
  users: {
    title: 'Two users, one after the other',
    text: 'The server sends each user mails of their own. The key of the client says whose streams they are, and clear({ tabs: true }) at the sign-out leaves nothing for the next user, in no tab.',
    component: 'UsersScene',
    store: 'users',
    page: 'guide/auth',
  },
  flood: {
    title: 'A flood',
    text: 'Forty components name the same URL and share one connection. Ten thousand events come in one write; each component counts all of them.',
    component: 'FloodScene',
    store: 'numbers',
    page: 'guide/floods',
  },
} satisfies Record<string, Scene>

export type SceneName = keyof typeof scenes

/** What the list of scenes calls it: `dashboard` is `Dashboard`. */
export function labelOf(name: SceneName): string {
  const { label = name.charAt(0).toUpperCase() + name.slice(1) }: Scene = scenes[name]
  return label
}

export const sceneNames = Object.keys(scenes) as SceneName[]

/** The scene of an address that names none. */
export const firstScene: SceneName = 'prices'
