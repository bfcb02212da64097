// Put into a page that waits for a passkey while one of ours may answer: the offer beside its field, while that has the focus.
import { decodeContentCommand, decodeRows } from '../messaging/content-protocol.ts';
import { canOffer, Offer } from './offer.ts';
import { runtime } from './runtime.ts';

/** Smaller than this is a trick, or a mirror of another field. */
const LEAST_SIZE = 4;

const world = globalThis as { tallystickOffersPasskeys?: () => void };

if (world.tallystickOffersPasskeys !== undefined) world.tallystickOffersPasskeys();
else if (canOffer()) world.tallystickOffersPasskeys = start();

/** Returns what is called once the page waits again. */
function start(): () => void {
  const offer = new Offer('passkeys');
  let field: HTMLInputElement | undefined;
  /** How often it was looked: only the last look counts. */
  let looks = 0;

  const follow = async () => {
    if (offer.hasFocus) return;
    looks += 1;
    const look = looks;
    field = waitingField();
    if (field === undefined) return offer.close();
    const found = field;
    const rows = decodeRows(await runtime.sendMessage({ verb: 'passkeys/offered' }).catch(() => undefined));
    // The user may have gone on to another field meanwhile, or the page may wait only now.
    if (look !== looks || waitingField() !== found) return;
    offer.show(rows === undefined ? null : { fields: [0], rows }, { elements: [found] });
  };
  runtime.onMessage.addListener((message) => {
    const command = decodeContentCommand(message)?.do;
    if (command === 'show-passkey-offer') offer.ready();
    if (command === 'close-passkey-offer') offer.close();
    if (command === 'end-passkey-offer') offer.end();
    return undefined;
  });
  document.addEventListener('focusin', () => void follow());
  // What has the focus next is known a moment later.
  document.addEventListener('focusout', () => void setTimeout(() => void follow()));
  watchPage(() => offer.check({ elements: field !== undefined && isShown(field) ? [field] : [] }));
  void follow();
  return () => void follow();
}

/** Before the next frame, however much has changed. */
function watchPage(onChange: () => void): void {
  let isScheduled = false;
  new MutationObserver(() => {
    if (isScheduled) return;
    isScheduled = true;
    requestAnimationFrame(() => {
      isScheduled = false;
      onChange();
    });
  }).observe(document, { childList: true, subtree: true, attributes: true });
}

/** The one with the focus, where it is shown and marked for passkeys (HTML, section 4.10.18.7.1: autofill detail tokens). */
function waitingField(): HTMLInputElement | undefined {
  let at = document.activeElement;
  while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
  if (!(at instanceof HTMLInputElement) || !isShown(at)) return undefined;
  return at.autocomplete.toLowerCase().split(/\s+/).includes('webauthn') ? at : undefined;
}

function isShown(field: HTMLInputElement): boolean {
  const { width, height } = field.getBoundingClientRect();
  const isDrawn = field.checkVisibility({ opacityProperty: true, visibilityProperty: true });
  return isDrawn && width >= LEAST_SIZE && height >= LEAST_SIZE;
}
