// One frame's side of filling: look when told, fill when told, with a code that the background hands out for a ticket.
import {
  type ContentCommand,
  decodeContentCommand,
  type FillAnswer,
  type GivenCode,
  type LookAnswer,
} from '../messaging/content-protocol.ts';
import { encodeReport } from '../messaging/page-report.ts';
import { type DescribedPage, describePage } from './describe-page.ts';
import { fillField } from './fill-field.ts';
import { hasForeignAncestor, OWN_ORIGIN } from './own-origin.ts';
import { complainsAbout, foreignFrames, pageAsksForPasskey } from './page-signs.ts';
import { runtime } from './runtime.ts';

/** Starts to listen, once a frame: a script put in twice finds the mark of the first in their shared world. */
export function listenForCommands(): void {
  const world = globalThis as { tallystickListens?: boolean };
  if (world.tallystickListens === true) return;
  world.tallystickListens = true;
  runtime.onMessage.addListener((message) => {
    const command = decodeContentCommand(message);
    if (command === undefined) return undefined;
    if (command.do === 'look') return Promise.resolve(look());
    return command.do === 'fill' ? fill(command) : undefined;
  });
}

function look(): LookAnswer {
  const described = describePage(document);
  const shown = described.elements.filter((_element, index) => described.description.fields[index]?.visible);
  return {
    report: reportOf(described),
    focused: focusedOf(described),
    origin: OWN_ORIGIN,
    isForeign: hasForeignAncestor(),
    wantsPasskey: pageAsksForPasskey(document),
    complains: complainsAbout(shown),
    frames: foreignFrames(document),
  };
}

/** What is told of a page: nothing of one without fields, or with more to say than is read. */
export function reportOf({ description }: DescribedPage): string {
  return description.fields.some(({ visible }) => visible) ? (encodeReport(description) ?? '') : '';
}

/** The field that the user was in last, or opened the menu on; in whatever shadow root it is. */
function focusedOf({ elements }: DescribedPage): number {
  return elements.findIndex((element) => element.matches(':focus'));
}

/** The page is described again at the moment of the fill: what was looked at before may have changed since. */
async function fill({ ticket, isForeign }: ContentCommand & { readonly do: 'fill' }): Promise<FillAnswer> {
  if (hasForeignAncestor() && !isForeign) return 'no-field';
  const described = describePage(document);
  const page = reportOf(described);
  if (page === '') return 'no-field';
  const given = await askForCode(ticket, page, focusedOf(described));
  if (given === undefined) return 'refused';
  const boxes = given.fields.flatMap((index) => described.elements[index] ?? []);
  const answer = await fillField(boxes, given.code);
  if (answer === 'filled' && given.submits) send(boxes[0]);
  return answer;
}

/** As the page's own button would: with its checks and its handlers. */
function send(box: HTMLInputElement | undefined): void {
  if (box?.form) HTMLFormElement.prototype.requestSubmit.call(box.form);
}

async function askForCode(ticket: string, page: string, focused: number): Promise<GivenCode | undefined> {
  const reply = (await runtime.sendMessage({ verb: 'autofill/code', ticket, page, focused })) as {
    readonly ok?: unknown;
    readonly value?: { readonly code?: unknown; readonly fields?: unknown; readonly submits?: unknown };
  };
  const { code, fields, submits } = (reply.ok === true && reply.value) || {};
  return typeof code === 'string' && Array.isArray(fields)
    ? { code, fields, submits: submits === true }
    : undefined;
}
