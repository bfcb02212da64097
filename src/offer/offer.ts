// The page of the offer: names and a button. It never holds a code.
import type { FillAnswered } from '../messaging/recovery-responses.ts';
import type { OfferedAccount, OfferView } from '../messaging/offer-protocol.ts';
import { ask, localised, onEvent } from './background.ts';
import { watchVisibility } from './seen.ts';

const element = (id: string): HTMLElement => {
  const found = document.getElementById(id);
  if (found === null) throw new Error(`the page has no ${id}`);
  return found;
};
const [heading, rows, foot, note, never, close] = ['name', 'rows', 'foot', 'note', 'never', 'close'].map(
  element,
) as [HTMLElement, HTMLElement, HTMLElement, HTMLElement, HTMLElement, HTMLElement];
const seen = watchVisibility(document.documentElement);

document.documentElement.lang = localised('textLanguage');
document.documentElement.dir = localised('textDirection');
heading.textContent = localised('extensionName');
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
  if (location.hash === '#passkeys') return openPasskeys();
  const view = await ask({ verb: 'offer/open' });
  if (view.ok) show(view.value);
}

/** Of a page that waits for a passkey. */
async function openPasskeys(): Promise<void> {
  const view = await ask({ verb: 'offer/passkeys' });
  if (!view.ok) return;
  const items =
    view.value.state === 'locked'
      ? [row([localised('offerPasskeysLocked')], ['unlock', () => pick(null)])]
      : view.value.passkeys.map(({ id, name }) =>
          row([name, localised('slotPasskey')], ['offerSignIn', () => pick(id)]),
        );
  rows.replaceChildren(...items);
}

async function pick(passkeyId: string | null): Promise<void> {
  const picked = await ask({ verb: 'offer/passkey', passkeyId });
  if (!picked.ok) say(localised('offerNoPasskey'));
}

function show(view: OfferView): void {
  const items =
    view.state === 'ready'
      ? view.accounts.map(accountRow)
      : view.state === 'locked'
        ? [row([localised('offerLocked')], ['offerUnlock', () => ask({ verb: 'offer/unlock' })])]
        : [];
  rows.replaceChildren(...items);
}

function accountRow(account: OfferedAccount): HTMLElement {
  if (account.question !== null) return questionRow(account);
  const names = namesOf(account);
  if (account.left === null) return row(names, ['offerFill', () => fill(account)]);
  const left = localised('offerCodesLeft', String(account.left));
  const lines = [names.join(', '), left];
  return account.left === 0 ? row(lines) : row(lines, ['offerFill', () => fill(account)]);
}

/** Asked before the next one is given: a code that was refused may have been mistyped by nobody but us. */
function questionRow(account: OfferedAccount): HTMLElement {
  const answer = (as: FillAnswered) => async () => {
    if (account.question === null) return;
    const answered = await ask({ verb: 'offer/answer', accountId: account.id, ...account.question, as });
    if (!answered.ok) say(localised('offerFailed'));
    await open();
  };
  const whatNow = () =>
    row(
      [localised('offerWhatNow')],
      ['answerPutBack', answer('unused')],
      ['answerRefused', answer('refused')],
    );
  const asked = row(
    [localised('offerDidItWork'), namesOf(account).join(', ')],
    ['answerYes', answer('used')],
    ['answerNo', async () => asked.replaceWith(whatNow())],
  );
  return asked;
}

/** The key of what stands on it, and what it does. */
type Button = readonly [string, () => Promise<unknown>];

function row(names: readonly string[], ...buttons: readonly Button[]): HTMLElement {
  const item = document.createElement('li');
  const name = document.createElement('bdi');
  name.className = 'names';
  names.forEach((text, at) => {
    const line = document.createElement('bdi');
    line.className = at === 0 ? 'issuer' : 'account';
    line.textContent = text;
    name.append(line);
  });
  const actions = buttons.map(([key, work]) => {
    const action = document.createElement('button');
    action.type = 'button';
    action.textContent = localised(key);
    action.ariaLabel = [localised(key), ...names].join(', ');
    onClick(action, work);
    return action;
  });
  item.append(name, ...actions);
  return item;
}

function namesOf({ issuer, accountName }: OfferedAccount): readonly string[] {
  return [issuer, accountName].filter((name) => name !== '');
}

async function fill(account: OfferedAccount): Promise<void> {
  const buttons = [...rows.querySelectorAll('button')];
  for (const button of buttons) button.disabled = true;
  const outcome = await ask({ verb: 'offer/fill', accountId: account.id, gives: account.gives });
  if (outcome.ok && !outcome.value.filled) return waitFor(outcome.value.waitUntil, account);
  for (const button of buttons) button.disabled = false;
  if (!outcome.ok) say(localised(outcome.error === 'locked' ? 'offerLocked' : 'offerFailed'));
  if (!outcome.ok && outcome.error === 'locked') await open();
}

/** A site takes each code once: the next one is filled as it comes, for the click that was made. */
function waitFor(until: number, account: OfferedAccount): void {
  const tick = () => {
    const left = Math.ceil((until - Date.now()) / 1000);
    say(localised('offerWaits', String(Math.max(0, left))), false);
    if (left > 0) setTimeout(tick, Math.min(1000, until - Date.now()));
    else if (seen.isLongEnough(performance.now())) void fill(account);
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
