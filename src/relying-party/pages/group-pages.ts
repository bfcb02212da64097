import type { GroupView } from '../flows/group.ts';
import type { User } from '../store/users.ts';
import type { Member } from '../store/organisations.ts';
import { capitalise } from '../words.ts';
import { badge, field, hiddenCsrf, switchButton } from './controls.ts';
import { html, type Html } from './html.ts';
import { accountPage, appPage, cardPage, type PageContext } from './layout.ts';

/** Each group of the user: who is in it, and for its administrator what can be done about them. */
export function groupPage(page: PageContext, user: User, groups: readonly GroupView[]): Html {
  const { groups: policy, paths } = page.policy;
  const cards = html`${groups.map((group) => groupCard(page, user, group))}`;
  // A group that is one of the account's tabs shows under them; any other is a part of the product.
  const isTab = page.policy.accountTabs.some(({ path }) => path === paths.group);
  return isTab
    ? accountPage(page, policy.page, cards)
    : appPage(page, policy.page, html`<div>${trailTo(page)}<h1>${policy.page}</h1></div> ${cards}`);
}

/** "Settings › Workspace", as the document says where the page is. */
function trailTo(page: PageContext): Html | '' {
  const { trail } = page.policy.groups;
  return trail.length === 0 ? '' : html`<p class="trail quiet">${trail.join(' › ')} ›</p>`;
}

function groupCard(page: PageContext, user: User, group: GroupView): Html {
  const { enforcement } = page.policy.groups;
  const isAdmin = group.role === 'admin';
  return html`<section class="card group" aria-label="${group.organisationName}">
    <div class="row">
      <h2>${group.organisationName}</h2>
      <span class="quiet">You are ${isAdmin ? `its ${page.policy.groups.administrator}` : 'a member'}</span>
    </div>
    ${enforcement ? enforcementRow(enforcement.switchLabel, group, isAdmin) : ''}
    <ul class="list">
      ${group.members.map((member) => memberRow(page, member, isAdmin && member.userId !== user.id))}
    </ul>
  </section>`;
}

function enforcementRow(label: string, group: GroupView, isAdmin: boolean): Html {
  const isOn = group.requiresTwoFactor === 1;
  const path = `/groups/${group.organisationId}/enforcement/${isOn ? 'off' : 'on'}`;
  return html`<div class="row">
    ${
      isAdmin
        ? switchButton(`enforcement-${group.organisationId}`, label, { isOn, path })
        : html`<span>${label}</span>`
    }
    ${isOn ? badge('good', 'On') : badge('off', 'Off')}
  </div>`;
}

function memberRow(page: PageContext, member: Member, isManaged: boolean): Html {
  const { administrator } = page.policy.groups;
  return html`<li class="row">
    <div>
      <strong>${member.name}</strong> ${member.role === 'admin' ? html`<span class="quiet">${administrator}</span>` : ''}
      <br /><span class="quiet">${member.email}</span>
    </div>
    <div class="row">
      ${member.hasFactor === 1 ? badge('good', '2FA on') : badge('off', '2FA off')}
      ${isManaged && page.policy.administratorReset ? memberMenu(member) : ''}
    </div>
  </li>`;
}

function memberMenu(member: Member): Html {
  return html`<details class="menu">
    <summary class="dots" aria-label="More for ${member.name}">…</summary>
    <div class="menu-list">
      ${
        member.canBeReset === 1
          ? html`<a href="/users/${member.userId}/reset">Reset user 2FA</a>`
          : html`<p class="menu-head quiet">No 2FA to reset</p>`
      }
    </div>
  </details>`;
}

/** The administrator's password; also what disabling asks for. */
export function passwordPage(
  page: PageContext,
  options: {
    readonly title: string;
    readonly text: string;
    readonly action: string;
    readonly button: string;
    readonly cancelPath: string;
    readonly error?: string | undefined;
    readonly isDialog?: boolean;
  },
): Html {
  return cardPage(
    { ...page, isDialog: options.isDialog === true },
    options.title,
    html`<p>${options.text}</p>
      <form method="post" action="${options.action}" class="stack">
        ${hiddenCsrf(page.csrf)}
        ${field({
          label: 'Current password',
          name: 'password',
          type: 'password',
          autocomplete: 'current-password',
          error: options.error,
          autofocus: true,
          maxLength: 256,
        })}
        <div class="actions">
          <button type="submit" class="danger">${options.button}</button>
          <a class="button" href="${options.cancelPath}">Cancel</a>
        </div>
      </form>`,
  );
}

/** All that someone sees who has to enrol first. */
export function enrolFirstPage(page: PageContext, requiredBy: readonly string[]): Html {
  const { groups, passkeys } = page.policy;
  const title = groups.enforcement?.screenTitle ?? 'Set up two-factor authentication again';
  return cardPage(
    page,
    title,
    html`<p>
        ${
          requiredBy.length > 0
            ? `${capitalise(requiredBy.join(' and '))} ${requiredBy.length > 1 ? 'require' : 'requires'} two-factor authentication.`
            : 'Your two-factor authentication was reset.'
        }
        Set it up to go on. It takes a minute.
      </p>
      <a class="button primary wide" href="/authenticators/new">Set up two-factor authentication</a>
      ${
        passkeys?.enrolment === 'open'
          ? html`<p><a class="button wide" href="/passkeys/new">Use a ${passkeys.noun}</a></p>`
          : ''
      }
      <form method="post" action="/sign-out">
        ${hiddenCsrf(page.csrf)}<button type="submit" class="link">Sign out</button>
      </form>`,
  );
}
