import type { TransportRequest } from './transport.ts'

/** Returns the request of a first dial, as a connection makes it of a URL without options. */
export const requestOf = (
  url: string,
  changes: Partial<TransportRequest> = {},
): TransportRequest => ({
  url,
  method: 'GET',
  headers: undefined,
  body: undefined,
  withCredentials: false,
  lastEventId: '',
  urlHasId: false,
  connectTimeout: undefined,
  idleTimeout: undefined,
  maxEventSize: undefined,
  redial: 'transport',
  failureCount: 0,
  manual: false,
  identity: null,
  eachType() {},
  eachPlan() {},
  follow() {},
  connect() {},
  ...changes,
})
