import { RequestFailure } from '../messaging/failure.ts';
import type { AutofillService } from './autofill-service.ts';

/** Where the choice is not clear, or the vault is locked, the popup goes on: it has activeTab from this command. */
export async function fillByCommand(
  tabId: number,
  autofill: AutofillService,
  openPopup: () => Promise<unknown>,
  frameId?: number,
): Promise<void> {
  try {
    if ((await autofill.fillOnlyAccount(tabId, frameId)) === 'filled') return;
  } catch (error) {
    // The popup asks for the passphrase, or says why nothing was filled.
    if (error instanceof RequestFailure && error.code === 'locked') await autofill.rememberFill(tabId);
  }
  await openPopup();
}
