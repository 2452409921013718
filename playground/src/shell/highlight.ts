const parts = new RegExp(
  [
    String.raw`(?<comment>//[^\n]*|/\*[^]*?\*/|<!--[^]*?-->)`,
    String.raw`(?<string>'[^'\n]*'|"[^"\n]*"|\`[^\`]*\`)`,
    String.raw`(?<keyword>\b(?:import|from|export|type|interface|function|const|let|return|if|else|for|of|in|new|async|await|null|true|false)\b)`,
    String.raw`(?<hook>\b(?:useEventSource|useServerEvent|useEventState|useSnapshot)\b)`,
  ].join('|'),
  'g',
)

/**
 * Colours what helps to read a short component: comments, strings, keywords, and the hooks of the
 * library.
 */
export function highlight(code: string): Node[] {
  const nodes: Node[] = []
  let end = 0
  for (const match of code.matchAll(parts)) {
    nodes.push(document.createTextNode(code.slice(end, match.index)))
    const span = document.createElement('span')
    span.className =
      Object.entries(match.groups ?? {}).find(([, text]) => text !== undefined)?.[0] ?? ''
    span.textContent = match[0]
    nodes.push(span)
    end = match.index + match[0].length
  }
  nodes.push(document.createTextNode(code.slice(end)))
  return nodes
}
