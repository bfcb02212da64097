import { RequestFailure } from '../../messaging/failure.ts';
import type { Unfilled } from '../../messaging/fill-responses.ts';
import type { AutofillService } from './autofill-service.ts';
import type { UnfilledNotes } from './unfilled-notes.ts';

interface CommandParts {
  readonly autofill: Pick<AutofillService, 'fillOnlyAccount' | 'rememberFill'>;
  readonly unfilled: UnfilledNotes;
  readonly openPopup: () => Promise<unknown>;
}

/** Where the choice is not clear, or the vault is locked, the popup goes on: it has activeTab from this command. */
export async function fillByCommand(
  { autofill, unfilled, openPopup }: CommandParts,
  tabId: number,
  frameId?: number,
): Promise<void> {
  let why: Unfilled;
  try {
    const end = await autofill.fillOnlyAccount(tabId, frameId);
    if (end === 'filled') return;
    why = end;
  } catch (error) {
    why = error instanceof RequestFailure ? error.code : 'internal';
  }
  // The popup asks for the passphrase, or says why nothing was filled.
  if (why === 'locked') await autofill.rememberFill(tabId);
  else unfilled.note(tabId, why);
  await openPopup();
}
