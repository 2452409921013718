// Draws public/card.png, which is shown beside a link to the site. `npm run draw --workspace docs`.
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { chromium } from 'playwright'
import { chromiumOptions } from '../../scripts/engines/chromium.js'

const file = (name: string) => new URL(`../public/${name}`, import.meta.url)

const browser = await chromium.launch(chromiumOptions())
const page = await browser.newPage({ viewport: { width: 1200, height: 630 } })
await page.setContent(`
  <style>
    body { margin: 0; padding: 64px 72px; font-family: system-ui, sans-serif; color: #1f2328; background: #fff }
    header { display: flex; align-items: center; gap: 20px; font-size: 56px; font-weight: 700; letter-spacing: -0.02em }
    header svg { width: 64px }
    p { margin: 16px 0 40px; font-size: 30px; color: #59636e }
    main svg { width: 100% }
  </style>
  <header>${readFileSync(file('icon.svg'), 'utf8')} use-event-source</header>
  <p>Server-sent events for React and Vue: every event once</p>
  <main>${readFileSync(file('flood.svg'), 'utf8')}</main>
`)
// While the connection is down: what it is about.
await page.evaluate(() => {
  for (const animation of document.getAnimations()) {
    animation.pause()
    animation.currentTime = 4000
  }
})
await page.screenshot({ path: fileURLToPath(file('card.png')) })
await browser.close()
