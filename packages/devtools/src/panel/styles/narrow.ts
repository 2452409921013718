/** How the parts of the panel lie in less room. */
export const narrow = `
@container panel (width < 760px) {
  .actions, .bar { overflow-x: auto; flex-wrap: nowrap; gap: 3px; padding-inline: 10px; scrollbar-width: thin; }
  .actions button { padding-inline: 5px; }
}

@container panel (width < 700px) {
  .panel { grid-template: fit-content(26%) minmax(0, 1fr) / minmax(0, 1fr); }
  .list { border-right: 0; border-bottom: 1px solid var(--line); }
  .streams button { grid-template-columns: minmax(84px, 1fr) fit-content(72%); align-items: center; padding-block: 6px; }
  .streams .method { display: none; }
  .streams li:last-child button { border-bottom: 0; }
}

@container panel (width < 480px) {
  .detail header { flex-wrap: wrap; row-gap: 0; padding-top: 6px; }
  header [role='tablist'] { width: 100%; margin-left: -12px; }
  [role='tab'] { padding-block: 6px; }
}
`
