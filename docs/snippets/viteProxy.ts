// vite.config.ts
import { defineConfig } from 'vite'

export default defineConfig({
  server: {
    proxy: {
      '/prices': {
        target: 'http://localhost:3000',
        configure(proxy) {
          proxy.on('proxyRes', (answer, _request, response) => {
            answer.on('close', () => answer.complete || response.destroy())
          })
        },
      },
    },
  },
})
