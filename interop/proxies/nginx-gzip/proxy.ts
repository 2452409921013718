import { proxy as nginx } from '../nginx/proxy.ts'
import type { Proxy } from '../proxy.ts'

export const proxy: Proxy = {
  ...nginx,
  name: 'nginx that compresses event streams',
  start: (place) =>
    nginx.start({
      ...place,
      fill: (_, values) =>
        place.fill('../nginx/nginx.conf', { ...values, gzip: 'gzip_types text/event-stream;' }),
    }),
}
