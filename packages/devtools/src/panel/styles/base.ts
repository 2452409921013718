export const base = `
:host {
  --surface: light-dark(#ffffff, #171a19);
  --sunken: light-dark(#f9f9f7, #131615);
  --hover: light-dark(#f0f0ec, #202423);
  --line: light-dark(#e3e3dd, #282d2b);
  --line-strong: light-dark(#cbcbc3, #3b423f);
  --text: light-dark(#1b1d1b, #e9ebe8);
  --muted: light-dark(#5f635d, #9aa29d);
  --accent: light-dark(#4a4ed0, #a3a6ff);
  --accent-tint: light-dark(#ecedfb, #23244a);
  --good: light-dark(#15753f, #6dd59a);
  --good-tint: light-dark(#e2f4e9, #14301f);
  --warn: light-dark(#8a5300, #f0b95c);
  --warn-tint: light-dark(#fdf0d9, #35270c);
  --bad: light-dark(#b3261e, #ff8f86);
  --bad-tint: light-dark(#fbe6e4, #3b1715);
  --info: light-dark(#2a5db0, #8fb8ff);
  --info-tint: light-dark(#e5eefb, #16253f);
  --sans: 'Inter', ui-sans-serif, system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif;
  --mono: ui-monospace, 'SF Mono', SFMono-Regular, Menlo, Consolas, 'Liberation Mono', 'DejaVu Sans Mono', monospace;

  all: initial;
  container: panel / inline-size;
  display: block;
  height: 100%;
  min-height: 0;
}

*, *::before, *::after { box-sizing: border-box; }
* { margin: 0; }
[hidden] { display: none !important; }

h2, h3 { font-size: inherit; font-weight: 600; }
ul, ol { padding: 0; list-style: none; }
button, input, select { color: inherit; font: inherit; }
button { cursor: pointer; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: -2px; }

.pill {
  --color: var(--muted);
  --tint: var(--hover);

  display: inline-flex;
  flex: none;
  align-items: center;
  gap: 6px;
  padding: 0 9px 0 8px;
  border-radius: 16px;
  background: var(--tint);
  color: var(--color);
  font-size: 12px;
  font-weight: 600;
  line-height: 20px;
}

.pill::before {
  width: 7px;
  height: 7px;
  border-radius: 50%;
  background: currentColor;
  content: '';
}

.pill[data-status='open'] { --color: var(--good); --tint: var(--good-tint); }
.pill[data-status='connecting'] { --color: var(--info); --tint: var(--info-tint); }
.pill[data-status='reconnecting'] { --color: var(--warn); --tint: var(--warn-tint); }

.hint { padding: 16px; color: var(--muted); text-wrap: pretty; }
`
