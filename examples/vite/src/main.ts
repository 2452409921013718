import { createApp } from 'vue'
import App from './App.vue'
import { showDevtools } from './devtools.ts'

const app = createApp(App)
showDevtools(app)
app.mount('#app')
