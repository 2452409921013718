export const buttonStyles = `
:host { all: initial; color-scheme: light dark; }

button {
  position: fixed;
  z-index: 2147483647;
  right: 12px;
  bottom: 12px;
  width: 44px;
  height: 44px;
  border: 1px solid light-dark(#cbcbc3, #3b423f);
  border-radius: 50%;
  background: light-dark(#ffffff, #171a19);
  box-shadow: 0 2px 10px rgb(0 0 0 / 18%);
  color: light-dark(#4a4ed0, #a3a6ff);
  font: 700 12px/1 ui-sans-serif, system-ui, sans-serif;
  cursor: pointer;
}

button:hover { background: light-dark(#f0f0ec, #202423); }
button:focus-visible { outline: 2px solid light-dark(#4a4ed0, #a3a6ff); outline-offset: 2px; }
button[aria-expanded='true'] { bottom: calc(min(420px, 60vh) + 12px); }

.dock {
  position: fixed;
  z-index: 2147483646;
  inset: auto 0 0;
  height: min(420px, 60vh);
  border-top: 1px solid light-dark(#cbcbc3, #3b423f);
  box-shadow: 0 -4px 20px rgb(0 0 0 / 12%);
}

[hidden] { display: none; }
`
