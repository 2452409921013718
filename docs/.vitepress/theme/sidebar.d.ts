// The sidebar of VitePress' default theme, whose sources have no types.
declare module '#sidebar' {
  import type { Component } from 'vue'

  const sidebar: Component
  export default sidebar
}
