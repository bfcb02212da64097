// The verbs about accounts: lists, adding, editing, trash.
import { sitesUnder } from '../../core/policy/policy.ts';
import type { PageVerb } from '../../messaging/page-requests.ts';
import type { PageHandlers } from '../../messaging/router.ts';
import type { AccountsService } from './accounts-service.ts';
import type { ManyAccountsService } from './many-accounts-service.ts';
import { namedHere, type OrderParts } from '../fill/page-order.ts';
import { inPopupOrder } from './popup-order.ts';
import type { PolicyService } from '../policy-service.ts';
import type { UsageService } from './usage-service.ts';

export interface AccountServices extends OrderParts {
  readonly accounts: AccountsService;
  readonly manyAccounts: ManyAccountsService;
  readonly usage: UsageService;
  readonly originOfTab: (tabId: number) => Promise<string | null>;
  readonly policies: Pick<PolicyService, 'soon'>;
}

type AccountVerb = Extract<PageVerb, `accounts/${string}`>;

export function accountHandlers(services: AccountServices): Pick<PageHandlers, AccountVerb> {
  const { accounts, manyAccounts, originOfTab, policies } = services;
  const pageOrigin = (tabId: number | null) => (tabId === null ? Promise.resolve(null) : originOfTab(tabId));
  return {
    'accounts/list': async ({ tabId, order }) => {
      const views = await accounts.list(await pageOrigin(tabId));
      if (order === 'own') return views;
      const kept = views.filter(({ deletedAt }) => deletedAt === null);
      const [usage, named] = await Promise.all([services.usage.read(), namedHere(kept, tabId, services)]);
      return inPopupOrder(views, usage, named);
    },
    'accounts/preview': (request) => accounts.preview(request.accounts),
    'accounts/add': async ({ additions }) => {
      // Not waited for: changes are stored in the order in which they were asked for.
      const set = await policies.soon();
      const placed = additions.map(({ account, replaces }) => ({
        account: { ...account, sites: [...sitesUnder(set, account)] },
        replaces,
      }));
      return { ids: await accounts.add(placed) };
    },
    'accounts/edit': async (request) => nothing(accounts.edit(request)),
    'accounts/many': ({ ids, change }) => manyAccounts.change(ids, change),
    'accounts/arrange': ({ id, before }) => nothing(manyAccounts.arrange(id, before)),
    'accounts/trash': async ({ id }) => nothing(accounts.trash(id)),
    'accounts/restore': async ({ id }) => nothing(accounts.restore(id)),
    'accounts/erase': async ({ id }) => nothing(accounts.erase(id)),
  };
}

async function nothing(work: Promise<unknown>): Promise<null> {
  await work;
  return null;
}
