import { version as reactVersion } from 'react'
import type { Plugin } from 'vite'
import { version as vueVersion } from 'vue'
import core from '../packages/core/package.json' with { type: 'json' }
import project from '../project.json' with { type: 'json' }
import { failureDurations } from './src/shared/failures.ts'
import { failureGroups, type Failure } from './src/shell/failureGroups.ts'
import { firstScene, labelOf, sceneNames, scenes } from './src/shell/scenes.ts'

/**
 * Writes into the page what is known before it runs, in place of comments such as `<!-- version -->`.
 * So the page is there at the first paint, and no script moves anything.
 */
export const prerender: Plugin = {
  name: 'prerender',
  transformIndexHtml: (html) =>
    html.replaceAll(/<!-- (\w+) -->/g, (_, name: Part) => parts[name]()),
}

type Part = keyof typeof parts

const parts = {
  version: () => core.version,
  reactVersion: () => reactVersion,
  vueVersion: () => vueVersion,
  projectLinks: () => linkTo(project.homepage, 'Docs') + linkTo(project.repository, 'Repository'),
  sceneLinks: () => sceneNames.map((scene) => `<a href="#${scene}">${labelOf(scene)}</a>`).join(''),
  sceneTitle: () => scenes[firstScene].title,
  sceneText: () => scenes[firstScene].text,
  sourcePanels: () => sourcePanel('react', 'React') + sourcePanel('vue', 'Vue'),
  failureGroups: () =>
    failureGroups
      .map(
        ({ title, failures }) => `<h3>${title}</h3><ul>${failures.map(failureItem).join('')}</ul>`,
      )
      .join(''),
}

/** Nothing while the project has no address. */
const linkTo = (address: string, text: string) => address && `<a href="${address}">${text}</a>`

const failureItem = ({ name, title, text }: Failure) => {
  const lasts = name !== 'flood' && failureDurations[name] > 0
  // The countdown is hidden from screen readers, which would read out each second.
  return `<li>
    <button type="button" class="failure" data-failure="${name}"${lasts ? ' aria-pressed="false"' : ''}>
      <b>${title}</b>
      <small aria-hidden="true">${lasts ? `${failureDurations[name] / 1000} s` : ''}</small>
      <span>${text}</span>
    </button>
  </li>`
}

const sourcePanel = (name: string, framework: string) => `
  <div class="panel source" role="tabpanel" id="panel-${name}" aria-labelledby="tab-${name}" hidden>
    <div class="panel-head">
      <div class="choice" role="group" aria-label="File">
        <button type="button" data-file="component"></button>
        <button type="button" data-file="store"></button>
      </div>
      <a data-page-link>Docs</a>
      <button type="button" class="button" data-copy>Copy</button>
    </div>
    <pre
      tabindex="0"
      role="group"
      aria-label="Source in ${framework}"
    ><span class="numbers" aria-hidden="true"></span><code></code></pre>
  </div>`
