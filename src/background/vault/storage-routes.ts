// The verbs about the vault's own keeping: slots, repair, history, trash, diagnostics.
import type { DecodedPageRequest, PageVerb } from '../../messaging/page-requests.ts';
import type { PageHandlers } from '../../messaging/router.ts';
import type { DiagnosticsService } from './diagnostics-service.ts';
import type { HistoryService } from './history-service.ts';
import type { LeaveService } from './leave-service.ts';
import type { RepairService } from './repair-service.ts';
import type { PolicyService } from '../policy-service.ts';
import type { NewPassphraseSlot, SlotsService } from './slots-service.ts';

export interface StorageServices {
  readonly slots: SlotsService;
  readonly repairs: RepairService;
  readonly leaving: LeaveService;
  readonly history: HistoryService;
  readonly diagnostics: DiagnosticsService;
  readonly policies: Pick<PolicyService, 'keepAgain'>;
}

export type StorageVerb = Extract<
  PageVerb,
  | `slots/${string}`
  | `storage/${string}`
  | `history/${string}`
  | `trash/${string}`
  | `diagnostics/${string}`
  | 'vault/start-fresh'
  | 'vault/erase'
>;

export function storageHandlers(services: StorageServices): Pick<PageHandlers, StorageVerb> {
  const { slots, repairs, leaving, history, diagnostics } = services;
  return {
    'vault/start-fresh': async (passphrase) => nothing(leaving.startFresh(passphrase)),
    'vault/erase': async ({ presented }) => {
      await leaving.erase(presented.slotId, presented.secret);
      return nothing(services.policies.keepAgain());
    },
    'slots/list': () => slots.list(),
    'slots/check': async ({ presented }) => nothing(slots.check(presented)),
    'slots/change-passphrase': async ({ presented, next }) =>
      nothing(slots.changePassphrase(presented, slotOf(next))),
    'slots/set-recovery-key': async ({ presented, secret, salt }) =>
      nothing(slots.setRecoveryKey(presented, secret, salt)),
    'slots/add-passkey': async ({ presented, ...passkey }) => nothing(slots.addPasskey(presented, passkey)),
    'slots/remove': async ({ presented, slotId }) => nothing(slots.remove(presented, slotId)),
    'slots/rotate': ({ presented }) => slots.rotate(presented),
    'storage/check': async () => {
      const { checked, troubles, areHeadsGood } = await repairs.check();
      return {
        checked,
        damaged: troubles.map(({ id, isGoodInMirror }) => ({ id, isGoodInMirror })),
        areHeadsGood,
      };
    },
    'storage/repair-records': () => repairs.repairRecords(),
    'storage/repair-heads': async () => nothing(repairs.repairHeads()),
    'storage/take-copy': async () => nothing(repairs.takeCopy()),
    'storage/keep-database': async () => nothing(repairs.keepDatabase()),
    'storage/keep-salvaged': async () => nothing(repairs.keepSalvaged()),
    'storage/raw': ({ from }) => leaving.rawPart(from),
    'storage/set-aside': () => diagnostics.setAside(),
    'storage/bring-back': async ({ name }) =>
      nothing(diagnostics.generationNamed(name).then((generation) => leaving.bringBack(generation))),
    'storage/remove-set-aside': async ({ name }) => nothing(diagnostics.removeSetAside(name)),
    'history/list': () => history.list(),
    'history/undo': ({ seq }) => history.undo(seq),
    'trash/empty': async () => ({ removed: await history.emptyTrash() }),
    'diagnostics/read': () => diagnostics.read(),
  };
}

/** A new passphrase as the slots take it. */
export function slotOf({ derivedKey, salt, kdf }: DecodedPageRequest<'vault/create'>): NewPassphraseSlot {
  return { secret: derivedKey, salt, kdf };
}

async function nothing(work: Promise<unknown>): Promise<null> {
  await work;
  return null;
}
