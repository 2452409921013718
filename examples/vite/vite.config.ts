import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vite'
import vueDevtools from 'vite-plugin-vue-devtools'
import { ticks } from './ticks.ts'

export default defineConfig({ plugins: [vue(), vueDevtools(), ticks()] })
