// The page of the offer: names and a button. It never holds a code.
import type { OfferedAccount, OfferView } from '../messaging/offer-protocol.ts';
import { ask, localised, onEvent } from './background.ts';
import { watchVisibility } from './seen.ts';

const element = (id: string): HTMLElement => {
  const found = document.getElementById(id);
  if (found === null) throw new Error(`the page has no ${id}`);
  return found;
};
const [rows, foot, note, never, close] = ['rows', 'foot', 'note', 'never', 'close'].map(element) as [
  HTMLElement,
  HTMLElement,
  HTMLElement,
  HTMLElement,
  HTMLElement,
];
const seen = watchVisibility(document.documentElement);

document.documentElement.lang = localised('@@ui_locale').replace('_', '-');
never.textContent = localised('offerNever');
close.textContent = '×';
close.ariaLabel = localised('offerClose');
say(localised('extensionName'), false);

onClick(never, () => ask({ verb: 'offer/dismiss', forGood: true }));
onClick(close, () => ask({ verb: 'offer/dismiss', forGood: false }));
addEventListener('keydown', (event) => {
  if (event.isTrusted && event.key === 'Escape') void ask({ verb: 'offer/dismiss', forGood: false });
});
onEvent(() => void open());
void open();

async function open(): Promise<void> {
  const view = await ask({ verb: 'offer/open' });
  if (view.ok) show(view.value);
}

function show(view: OfferView): void {
  const items =
    view.state === 'ready'
      ? view.accounts.map((account) => row(namesOf(account), 'offerFill', () => fill(account.id)))
      : view.state === 'locked'
        ? [
            row([localised('offerLocked')], 'offerUnlock', async () => {
              await ask({ verb: 'offer/unlock' });
            }),
          ]
        : [];
  rows.replaceChildren(...items);
}

function row(names: readonly string[], button: string, work: () => Promise<void>): HTMLElement {
  const item = document.createElement('li');
  const name = document.createElement('bdi');
  name.className = 'names';
  names.forEach((text, at) => {
    const line = document.createElement('bdi');
    line.className = at === 0 ? 'issuer' : 'account';
    line.textContent = text;
    name.append(line);
  });
  const action = document.createElement('button');
  action.type = 'button';
  action.textContent = localised(button);
  action.ariaLabel = [localised(button), ...names].join(', ');
  onClick(action, work);
  item.append(name, action);
  return item;
}

function namesOf({ issuer, accountName }: OfferedAccount): readonly string[] {
  return [issuer, accountName].filter((name) => name !== '');
}

async function fill(accountId: string): Promise<void> {
  const buttons = [...rows.querySelectorAll('button')];
  for (const button of buttons) button.disabled = true;
  const outcome = await ask({ verb: 'offer/fill', accountId });
  if (outcome.ok && !outcome.value.filled) return waitFor(outcome.value.waitUntil, accountId);
  for (const button of buttons) button.disabled = false;
  if (!outcome.ok) say(localised(outcome.error === 'locked' ? 'offerLocked' : 'offerFailed'));
  if (!outcome.ok && outcome.error === 'locked') await open();
}

/** A site takes each code once: the next one is filled as it comes, for the click that was made. */
function waitFor(until: number, accountId: string): void {
  const tick = () => {
    const left = Math.ceil((until - Date.now()) / 1000);
    say(localised('offerWaits', String(Math.max(0, left))), false);
    if (left > 0) setTimeout(tick, Math.min(1000, until - Date.now()));
    else if (seen.isLongEnough(performance.now())) void fill(accountId);
    else covered();
  };
  tick();
}

/** Whatever is clicked, it is the user who clicks, and on something that was to be seen for half a second. */
function onClick(target: HTMLElement, work: () => Promise<unknown>): void {
  target.addEventListener('click', (event) => {
    if (!event.isTrusted) return;
    if (seen.isLongEnough(performance.now())) void work();
    else covered();
  });
}

function covered(): void {
  say(localised('offerCovered'));
}

function say(text: string, isWarning = true): void {
  note.textContent = text;
  note.title = text;
  foot.classList.toggle('said', isWarning);
}
