export const eventStyles = `
.events { display: flex; flex-direction: column; height: 100%; }
.bar input { width: 160px; font-weight: 400; }
.count { margin-left: auto; color: var(--muted); font-size: 12px; }

.rows { overflow-y: auto; flex: 1; min-height: 60px; overflow-anchor: none; contain: strict; }

[role='option'] {
  display: grid;
  grid-template-columns: 92px minmax(60px, 110px) minmax(0, 90px) minmax(0, 1fr) auto;
  align-items: center;
  gap: 10px;
  height: 26px;
  padding-inline: 14px;
  border-bottom: 1px solid var(--line);
  font: 12px/1 var(--mono);
  cursor: default;
  contain: strict;
}

[role='option'] > * { overflow: hidden; line-height: 18px; text-overflow: ellipsis; white-space: nowrap; }
[role='option']:hover { background: var(--hover); }
[role='option'][aria-selected='true'] { background: var(--accent-tint); }
[role='option'] time, [role='option'] .id { color: var(--muted); }
[role='option'] .type { color: var(--accent); font-weight: 600; }
[role='option'] .type:not([data-kind='event']) { color: var(--muted); font-weight: 400; font-style: italic; }
[role='option'] .mark:not(:empty) { padding-inline: 7px; border-radius: 9px; background: var(--bad-tint); color: var(--bad); font-family: var(--sans); font-size: 11px; font-weight: 600; }

.data-of {
  position: relative;
  display: grid;
  flex: none;
  grid-template-columns: minmax(0, 1fr) minmax(0, 1fr);
  height: 40%;
  border-top: 1px solid var(--line-strong);
  background: var(--sunken);
}

.data-of > div { display: flex; flex-direction: column; min-height: 0; }
.data-of > div + div { border-left: 1px solid var(--line); }
.data-of h3 { padding: 6px 14px 2px; color: var(--muted); font-size: 11px; letter-spacing: 0.04em; text-transform: uppercase; }
.data-of pre { overflow: auto; flex: 1; padding: 2px 14px 10px; font: 12px/1.5 var(--mono); overflow-wrap: anywhere; white-space: pre-wrap; }
.data-of pre[data-outcome='refused'] { color: var(--bad); }
.data-of button { position: absolute; top: 4px; right: 8px; width: 24px; height: 24px; border: 0; border-radius: 6px; background: none; color: var(--muted); font-size: 16px; line-height: 1; }
.data-of button:hover { background: var(--hover); color: var(--text); }

@container panel (width < 760px) {
  [role='option'] { grid-template-columns: 92px 72px minmax(0, 1fr) auto; }
  [role='option'] .id { display: none; }
  .count { white-space: nowrap; }
}
`
