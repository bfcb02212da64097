// One frame's side of filling: look when told, fill when told, with a code that the background hands out for a ticket.
import { detect, type DetectedField } from '../core/detection/detect.ts';
import {
  type ContentCommand,
  decodeContentCommand,
  type FillAnswer,
  type LookAnswer,
} from '../messaging/content-protocol.ts';
import { describePage } from './describe-page.ts';
import { fillField } from './fill-field.ts';
import { complainsAbout, foreignFrames, pageAsksForPasskey } from './page-signs.ts';
import { runtime } from './runtime.ts';

const FILLABLE: readonly DetectedField['role'][] = ['app-code', 'enrolment-confirmation'];

/** Starts to listen, once a frame: a script put in twice finds the mark of the first in their shared world. */
export function listenForCommands(): void {
  const world = globalThis as { tallystickListens?: boolean };
  if (world.tallystickListens === true) return;
  world.tallystickListens = true;
  runtime.onMessage.addListener((message) => {
    const command = decodeContentCommand(message);
    if (command === undefined) return undefined;
    return command.do === 'look' ? Promise.resolve(look()) : fill(command);
  });
}

function look(): LookAnswer {
  const { description, elements } = describePage(document);
  const { page, detected } = detect(description);
  const wanted = detected.find(({ role }) => FILLABLE.includes(role));
  return {
    page,
    roles: detected.map(({ role }) => role),
    origin: location.origin,
    isForeign: hasForeignAncestor(),
    wantsPasskey: detected.length === 0 && pageAsksForPasskey(document),
    complains: complainsAbout(wanted?.fields.flatMap((index) => elements[index] ?? []) ?? []),
    frames: foreignFrames(document),
    text: description.text,
  };
}

/** The page is described again at the moment of the fill: what was looked at before may have changed since. */
async function fill({ ticket, isForeign }: ContentCommand & { readonly do: 'fill' }): Promise<FillAnswer> {
  if (hasForeignAncestor() && !isForeign) return 'no-field';
  const { description, elements } = describePage(document);
  const target = detect(description).detected.find(({ role }) => FILLABLE.includes(role));
  const boxes = target?.fields.flatMap((index) => elements[index] ?? []) ?? [];
  if (boxes.length === 0) return 'no-field';
  const code = await askForCode(ticket);
  return code === undefined ? 'refused' : fillField(boxes, code);
}

async function askForCode(ticket: string): Promise<string | undefined> {
  const reply = (await runtime.sendMessage({ verb: 'autofill/code', ticket })) as {
    readonly ok?: unknown;
    readonly value?: { readonly code?: unknown };
  };
  const code = reply.ok === true ? reply.value?.code : undefined;
  return typeof code === 'string' ? code : undefined;
}

/**
 * A frame of the site inside of somebody else's frame can be laid out and covered by them, even where the page at the
 * top is the site's own. The background compares only the top; such a frame is filled only after a question.
 */
function hasForeignAncestor(): boolean {
  for (let frame: Window = window; frame !== window.top; frame = frame.parent) {
    try {
      if (frame.parent.location.origin !== location.origin) return true;
    } catch {
      return true;
    }
  }
  return false;
}
