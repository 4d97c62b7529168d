/**
 * What the Evidence view does by itself: steps through the runs, shows a pair of names everywhere, and hands commands to the editor.
 * Plain JavaScript for the webview; `document` says all that it needs.
 */
export const evidenceScript = `
(() => {
  const editor = acquireVsCodeApi();
  const all = (selector) => [...document.querySelectorAll(selector)];
  const position = document.getElementById('position');
  const messages = all('#runs > li').map((item) => item.textContent);
  const key = document.body.dataset.key;
  const pinned = new Set();
  let run = -1;

  function show(next, block) {
    for (const element of all('.current')) element.classList.remove('current');
    run = (next + messages.length) % messages.length;
    const parts = all('[data-run="' + run + '"]');
    for (const element of parts) element.classList.add('current');
    if (parts.length > 0) parts[0].scrollIntoView({ block });
    position.textContent = messages[run];
    editor.setState({ key, run });
  }
  const step = (by) => messages.length > 0 && show(run < 0 && by < 0 ? -1 : run + by, 'center');

  function light(pair, isOn) {
    for (const element of all('span[data-pair="' + pair + '"]')) element.classList.toggle('lit', isOn || pinned.has(pair));
  }
  function pin(pair) {
    if (!pinned.delete(pair)) pinned.add(pair);
    for (const button of all('button[data-pair="' + pair + '"]')) button.setAttribute('aria-pressed', String(pinned.has(pair)));
    light(pair, false);
  }
  const pairOf = (event) => event.target.closest?.('[data-pair]')?.dataset.pair;
  for (const [name, isOn] of [['mouseover', true], ['mouseout', false], ['focusin', true], ['focusout', false]]) {
    document.addEventListener(name, (event) => { const pair = pairOf(event); if (pair) light(pair, isOn); });
  }

  document.addEventListener('click', (event) => {
    const { command, step: by } = event.target.closest?.('button')?.dataset ?? {};
    const pair = pairOf(event);
    if (command) editor.postMessage({ type: 'command', id: command });
    else if (by) step(Number(by));
    else if (pair) pin(pair);
  });
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const by = event.key === 'F7' ? (event.shiftKey ? -1 : 1) : event.key === 'n' ? 1 : event.key === 'p' ? -1 : 0;
    if (by === 0) return;
    event.preventDefault();
    step(by);
  });
  addEventListener('message', ({ data }) => { if (data && data.type === 'step') step(data.by); });

  // In a narrow view the code comes first.
  if (matchMedia('(max-width: 46rem)').matches) for (const details of all('details')) details.open = false;

  const before = editor.getState();
  if (before && before.key === key && before.run < messages.length) show(before.run, 'center');
})();
`;
