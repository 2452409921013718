// A page that is imported is a component.
declare module '*.md' {
  import type { Component } from 'vue'

  const page: Component
  export default page
}
