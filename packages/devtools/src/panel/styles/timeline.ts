export const timelineStyles = `
.timeline {
  display: grid;
  grid-template-columns: minmax(0, 1fr) minmax(0, 1fr);
  height: 100%;
}

.timeline ol { overflow-y: auto; padding: 10px 14px; overflow-anchor: none; }

.timeline li {
  --color: var(--muted);

  position: relative;
  display: grid;
  grid-template-columns: 92px minmax(0, 1fr);
  gap: 0 10px;
  padding: 3px 0 7px 18px;
}

.timeline li::before {
  position: absolute;
  top: 8px;
  left: 2px;
  width: 9px;
  height: 9px;
  border: 2px solid var(--color);
  border-radius: 50%;
  background: var(--surface);
  content: '';
}

.timeline li::after {
  position: absolute;
  top: 20px;
  bottom: -6px;
  left: 6px;
  width: 1px;
  background: var(--line-strong);
  content: '';
}

.timeline li:last-child::after { display: none; }
.timeline li[data-tone='good'] { --color: var(--good); }
.timeline li[data-tone='info'] { --color: var(--info); }
.timeline li[data-tone='warn'] { --color: var(--warn); }
.timeline li[data-tone='bad'] { --color: var(--bad); }
.timeline li:is([data-tone='warn'], [data-tone='bad']) b { color: var(--color); }
.timeline time { color: var(--muted); font: 12px/19px var(--mono); }
.timeline li b { font-weight: 600; }
.timeline li span { grid-column: 2; color: var(--muted); font-size: 12px; overflow-wrap: anywhere; }

.machine {
  display: flex;
  flex-direction: column;
  min-height: 0;
  padding: 10px;
  border-left: 1px solid var(--line);
  background: var(--sunken);
}

.machine svg { display: block; flex: 1; width: 100%; min-height: 0; font-size: 13px; }
.machine figcaption { min-height: 38px; color: var(--muted); text-align: center; text-wrap: balance; }
.machine figcaption b { color: var(--text); }
.machine rect { fill: var(--surface); stroke: var(--line-strong); }
.machine text { fill: var(--muted); font-weight: 500; }
.machine .step { fill: none; stroke: var(--line-strong); stroke-opacity: 0.6; }
.machine .step[data-next] { stroke: var(--muted); stroke-dasharray: 2 4; stroke-opacity: 1; }
.machine .step[data-last] { stroke: var(--accent); stroke-dasharray: none; stroke-opacity: 1; stroke-width: 2; marker-end: url('#arrow'); }
.machine .event { fill: var(--accent); stroke: var(--sunken); stroke-width: 6; paint-order: stroke; }

.phase { --color: var(--muted); --tint: var(--hover); }
.phase[data-phase='open'] { --color: var(--good); --tint: var(--good-tint); }
.phase[data-phase='connecting'] { --color: var(--info); --tint: var(--info-tint); }
.phase:is([data-phase='dropped'], [data-phase='waiting'], [data-phase='offline'], [data-phase='redialing']) { --color: var(--warn); --tint: var(--warn-tint); }
.phase[data-phase='failed'] { --color: var(--bad); --tint: var(--bad-tint); }
.phase[data-lit] rect { fill: var(--tint); stroke: var(--color); stroke-width: 2; }
.phase[data-lit] text { fill: var(--color); font-weight: 600; }

@container panel (width < 900px) {
  .timeline { grid-template-columns: minmax(0, 1fr); }
  .machine { display: none; }
}
`
