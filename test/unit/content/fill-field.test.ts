import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ContentBrowser, startContentBrowser } from './isolated-page.ts';

let browser: ContentBrowser;
beforeAll(async () => {
  browser = await startContentBrowser();
});
afterAll(() => browser.close());

const APP = '<h1>Two-factor authentication</h1><p>Enter the code from your authenticator app</p>';
const box = (attributes = '') =>
  `<input class="box" maxlength="1" style="width:40px;height:40px" ${attributes}>`;
const SIX = Array.from({ length: 6 }, () => box()).join('');

/** Fills the page and returns the outcome, what the fields show, and what the page's script calls its state. */
async function fill(html: string, code = '123456', chosen = 'detected') {
  const { page, ask } = await browser.open(html);
  const outcome = await ask(`contentWorld.fill(${JSON.stringify(code)}, ${JSON.stringify(chosen)})`);
  const seen = await page.evaluate(() => ({
    shown: [...document.querySelectorAll('input')].map((input) => input.value).join(''),
    state: (globalThis as { state?: unknown }).state,
  }));
  return { outcome, ...seen };
}

test('a plain field holds the code, whatever it held before', async () => {
  expect(await fill(`${APP}<input name="otp" value="000">`)).toMatchObject({
    outcome: 'filled',
    shown: '123456',
  });
});

test('the page hears input and change, with the code already there', async () => {
  const script = `<script>state = []; for (const type of ['input', 'change'])
    document.querySelector('input').addEventListener(type, (event) => state.push(type + event.target.value));</script>`;
  const { state } = await fill(`${APP}<input name="otp">${script}`);
  expect(state).toEqual(['input123456', 'change123456']);
});

test('a field that tracks its own value as React does keeps the code', async () => {
  const script = `<script>
    const input = document.querySelector('input');
    const native = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value');
    let tracked = '';
    state = '';
    Object.defineProperty(input, 'value', { configurable: true, get() { return native.get.call(input); },
      set(text) { tracked = text; native.set.call(input, text); } });
    input.addEventListener('input', () => { const now = native.get.call(input); if (now !== tracked) { tracked = now; state = now; } });
    input.addEventListener('input', () => Promise.resolve().then(() => { input.value = state; }));
  </script>`;
  expect(await fill(`${APP}<input name="otp">${script}`)).toMatchObject({
    outcome: 'filled',
    shown: '123456',
    state: '123456',
  });
});

test('a page that overrides the setter and the event methods of its own world changes nothing', async () => {
  const script = `<script>
    Object.defineProperty(HTMLInputElement.prototype, 'value', { get() { return ''; }, set() { throw new Error('no'); } });
    EventTarget.prototype.dispatchEvent = () => { throw new Error('no'); };
  </script>`;
  const { page, ask } = await browser.open(`${APP}<input name="otp" onchange="state = true">${script}`);
  expect(await ask('contentWorld.fill("123456")')).toBe('filled');
  expect(await page.evaluate('state')).toBe(true);
});

test('maxlength is respected: a code that does not fit is not cut but refused', async () => {
  const field = '<input name="otp" autocomplete="one-time-code" maxlength="4">';
  expect(await fill(`${APP}${field}`)).toMatchObject({ outcome: 'refused', shown: '' });
});

test('a recovery code loses its dashes where there is no room for them', async () => {
  const field = '<p>Enter a recovery code</p><input name="code" maxlength="8">';
  expect(await fill(field, 'abcd-efgh')).toMatchObject({ outcome: 'filled', shown: 'abcdefgh' });
});

test.each(['disabled', 'readonly'])('a %s field is refused', async (state) => {
  expect(await fill(`${APP}<input name="otp" ${state}>`, '123456', 'all')).toMatchObject({
    outcome: 'refused',
    shown: '',
  });
});

test('nothing to fill is refused', async () => {
  expect(await fill('<p>no field</p>', '123456', 'all')).toMatchObject({ outcome: 'refused' });
});

test('a field that the page empties again is reported as refused', async () => {
  const script =
    '<script>document.querySelector("input").addEventListener("input", (event) => { event.target.value = ""; });</script>';
  expect(await fill(`${APP}<input name="otp">${script}`)).toMatchObject({ outcome: 'refused' });
});

test('six boxes that move the focus on input hold one digit each', async () => {
  const script = `<script>const boxes = [...document.querySelectorAll('.box')]; state = '';
    boxes.forEach((box, at) => box.addEventListener('input', () => {
      boxes[at + 1]?.focus();
      if (boxes.every((one) => one.value)) state = boxes.map((one) => one.value).join('');
    }));</script>`;
  expect(await fill(`${APP}${SIX}${script}`)).toMatchObject({
    outcome: 'filled',
    shown: '123456',
    state: '123456',
  });
});

test('boxes are overwritten, also half filled', async () => {
  expect(await fill(`${APP}${box('value="9"').repeat(3)}${box().repeat(3)}`)).toMatchObject({
    outcome: 'filled',
    shown: '123456',
  });
});

test('boxes that spread a paste are pasted into, and complete once', async () => {
  const script = `<script>const boxes = [...document.querySelectorAll('.box')]; state = 0;
    boxes.forEach((box) => box.addEventListener('paste', (event) => {
      event.preventDefault();
      [...event.clipboardData.getData('text')].forEach((digit, at) => { boxes[at].value = digit; });
      state += 1;
    }));</script>`;
  expect(await fill(`${APP}${SIX}${script}`)).toMatchObject({ outcome: 'filled', shown: '123456', state: 1 });
});

test('boxes that forbid paste are typed into', async () => {
  expect(await fill(`${APP}${box('onpaste="return false"').repeat(6)}`)).toMatchObject({
    outcome: 'filled',
    shown: '123456',
  });
});

test('boxes drawn from a state that follows the focused box hold the code', async () => {
  const script = `<script>
    const boxes = [...document.querySelectorAll('.box')]; const digits = Array(6).fill(''); let active = -1; state = '';
    const draw = () => boxes.forEach((box, at) => { box.value = digits[at]; });
    boxes.forEach((box, at) => {
      box.addEventListener('focus', () => { active = at; });
      box.addEventListener('blur', () => { active = -1; });
      box.addEventListener('input', () => {
        const digit = box.value.slice(-1);
        Promise.resolve().then(() => { if (active >= 0) { digits[active] = digit; boxes[active + 1]?.focus(); } draw(); state = digits.join(''); });
      });
    });
  </script>`;
  expect(await fill(`${APP}${SIX}${script}`)).toMatchObject({
    outcome: 'filled',
    shown: '123456',
    state: '123456',
  });
});

test('boxes that enable one after the other are followed', async () => {
  const script = `<script>const boxes = [...document.querySelectorAll('.box')];
    boxes.forEach((box, at) => box.addEventListener('input', () => { if (boxes[at + 1]) boxes[at + 1].disabled = false; }));</script>`;
  expect(await fill(`${APP}${box()}${box('disabled').repeat(5)}${script}`)).toMatchObject({
    outcome: 'filled',
    shown: '123456',
  });
});

test('number boxes, the first of them wide enough for a paste, hold one digit each', async () => {
  const boxes = `<input type="number" max="9" maxlength="6" style="width:40px;height:40px">`.repeat(6);
  expect(await fill(`${APP}${boxes}`)).toMatchObject({ outcome: 'filled', shown: '123456' });
});

test('boxes that mask what they hold are verified by the field that mirrors them', async () => {
  const script = `<script>const boxes = [...document.querySelectorAll('.box')]; const mirror = document.querySelector('[name=mirror]');
    boxes.forEach((box, at) => box.addEventListener('input', () => { if (box.value !== '•') { mirror.value += box.value; box.value = '•'; } }));</script>`;
  const html = `${APP}<form>${SIX}<input type="hidden" name="mirror"></form>${script}`;
  expect(await fill(html)).toMatchObject({ outcome: 'filled', shown: '••••••123456' });
});

test('a widget that leaves the page once complete has taken the code', async () => {
  const script = `<script>const boxes = [...document.querySelectorAll('.box')]; state = '';
    boxes.forEach((box) => box.addEventListener('input', () => {
      state = boxes.map((one) => one.value).join('');
      if (state.length === 6) document.body.textContent = 'Welcome';
    }));</script>`;
  expect(await fill(`${APP}${SIX}${script}`)).toMatchObject({ outcome: 'filled', state: '123456' });
});

test('four boxes do not get six digits', async () => {
  expect(await fill(`${APP}${box().repeat(4)}`)).toMatchObject({ outcome: 'refused', shown: '' });
});

test('a field in an open shadow root is found and filled', async () => {
  const html = `<x-code></x-code><script>document.querySelector('x-code').attachShadow({ mode: 'open' })
    .innerHTML = '<p>Enter the code from your authenticator app</p><input name="otp" oninput="state = this.value">';</script>`;
  expect(await fill(html)).toMatchObject({ outcome: 'filled', state: '123456' });
});

test('a first box that spreads the code over its siblings has taken it', async () => {
  const script = `<script>
    const boxes = [...document.querySelectorAll('input')];
    boxes[0].addEventListener('input', () => { const all = boxes[0].value; boxes.forEach((box, at) => { box.value = all[at] ?? ''; }); });
  </script>`;
  // Wide boxes without any mark of a split code: detected one by one.
  const boxes = Array.from({ length: 6 }, () => '<input type="password" style="width:200px">').join('');
  expect(await fill(`${APP}<form><div>${boxes}</div></form>${script}`)).toMatchObject({
    outcome: 'filled',
    shown: '123456',
  });
});

test('boxes that are only drawn are left alone; the small input that they stand for takes the code', async () => {
  const drawn = Array.from({ length: 6 }, () => box('aria-hidden="true" tabindex="-1"')).join('');
  const real =
    '<input id="real" autocomplete="one-time-code" style="position:absolute;width:1px;height:1px;padding:0;border:0">';
  const { outcome, shown } = await fill(`${APP}<form>${drawn}${real}</form>`);
  expect({ outcome, shown }).toEqual({ outcome: 'filled', shown: '123456' });
});
