export const layout = `
.panel {
  /* Here too: the page may have styled the element around this, which it can see. */
  all: initial;
  color-scheme: inherit;
  display: grid;
  overflow: hidden;
  grid-template-columns: minmax(200px, 26%) minmax(0, 1fr);
  height: 100%;
  background: var(--surface);
  color: var(--text);
  font: 400 13px/1.45 var(--sans);
  font-variant-numeric: tabular-nums;
  -webkit-font-smoothing: antialiased;
}

.list {
  overflow-y: auto;
  border-right: 1px solid var(--line);
  background: var(--sunken);
}

.streams button {
  display: grid;
  gap: 5px;
  width: 100%;
  padding: 9px 12px;
  border: 0;
  border-bottom: 1px solid var(--line);
  border-left: 3px solid transparent;
  background: none;
  text-align: left;
}

.streams button:hover { background: var(--hover); }
.streams button[aria-current] { border-left-color: var(--accent); background: var(--surface); }

.streams .top, .streams .bottom {
  display: flex;
  align-items: center;
  gap: 8px;
  min-width: 0;
}

.streams .method { color: var(--muted); font-size: 11px; font-weight: 600; }

.streams .path {
  overflow: hidden;
  font-family: var(--mono);
  font-size: 12px;
  text-overflow: ellipsis;
  white-space: nowrap;
}

.streams .about, .streams .role { overflow: hidden; color: var(--muted); font-size: 12px; text-overflow: ellipsis; white-space: nowrap; }
.streams .role { margin-left: auto; font-weight: 500; }

.detail {
  display: flex;
  flex-direction: column;
  min-width: 0;
  min-height: 0;
}

header {
  display: flex;
  flex: none;
  align-items: center;
  gap: 10px;
  min-height: 40px;
  padding-left: 14px;
  border-bottom: 1px solid var(--line);
}

header h2 {
  overflow: hidden;
  flex: 1;
  font-family: var(--mono);
  font-size: 12px;
  font-weight: 600;
  text-overflow: ellipsis;
  white-space: nowrap;
}

[role='tablist'] { display: flex; align-self: stretch; padding-right: 4px; }

[role='tab'] {
  padding-inline: 12px;
  border: 0;
  border-block: 2px solid transparent;
  background: none;
  color: var(--muted);
  font-weight: 500;
}

[role='tab']:hover { color: var(--text); }
[role='tab'][aria-selected='true'] { border-bottom-color: var(--accent); color: var(--text); }
[role='tabpanel'] { flex: 1; min-height: 0; }

.actions, .bar {
  display: flex;
  flex: none;
  flex-wrap: wrap;
  align-items: center;
  gap: 5px;
  padding: 6px 14px;
  border-bottom: 1px solid var(--line);
  background: var(--sunken);
}

.actions button, .bar button, .bar select, .bar input {
  height: 26px;
  padding: 0 8px;
  border: 1px solid var(--line-strong);
  border-radius: 6px;
  background: var(--surface);
  font-size: 12px;
  font-weight: 500;
  white-space: nowrap;
}

.actions button:hover:enabled, .bar button:hover:enabled { background: var(--hover); }
.actions button:disabled { border-color: var(--line); color: var(--muted); cursor: default; }

.actions button[aria-pressed='true'], .bar button[aria-pressed='true'] {
  border-color: var(--warn);
  background: var(--warn-tint);
  color: var(--warn);
}

.group { display: inline-flex; align-items: center; color: var(--muted); font-size: 12px; }
.group span { margin-right: 6px; }
.group button { border-radius: 0; color: var(--text); margin-left: -1px; }
.group button:first-of-type { border-radius: 6px 0 0 6px; }
.group button:last-of-type { border-radius: 0 6px 6px 0; }
.said { color: var(--muted); font-size: 12px; }

.overview {
  display: grid;
  overflow-y: auto;
  align-content: start;
  grid-template-columns: repeat(auto-fit, minmax(240px, 1fr));
  gap: 14px 28px;
  height: 100%;
  padding: 14px;
}

.overview h3 { margin-bottom: 4px; color: var(--muted); font-size: 11px; letter-spacing: 0.04em; text-transform: uppercase; }
.overview dl > div { display: grid; grid-template-columns: 112px minmax(0, 1fr); gap: 8px; padding-block: 3px; border-bottom: 1px solid var(--line); }
.overview dt { overflow: hidden; color: var(--muted); text-overflow: ellipsis; white-space: nowrap; }
.overview dd { overflow-wrap: anywhere; }
`
