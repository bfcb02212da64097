import type { GroupView } from '../flows/group.ts';
import type { User } from '../store/users.ts';
import type { Member } from '../store/organisations.ts';
import { capitalise } from '../words.ts';
import { badge, field, hiddenCsrf, notice, switchButton } from './controls.ts';
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
    <div class="menu-list"><a href="/users/${member.userId}/reset">Reset user 2FA</a></div>
  </details>`;
}

/** What a reset does and asks for, before it is done. */
export function resetRequirementsPage(page: PageContext, user: User): Html {
  return cardPage(
    { ...page, isDialog: true },
    'Reset user 2FA',
    html`<p>This is for <strong>${user.name}</strong> (${user.email}).</p>
      <ul class="bullets">
        <li>Make sure that it is really them who asks, by a call or in person.</li>
        <li>Their authenticator and ${page.policy.words.recoveryCode}s stop working, and they are signed out.</li>
        <li>You get a single-use code for them. It works for 24 hours, with their password.</li>
        <li>After entering it they set up two-factor authentication again.</li>
      </ul>
      <div class="actions">
        <a class="button danger" href="/users/${user.id}/reset/confirm">Reset</a>
        <a class="button" href="${page.policy.paths.group}">Cancel</a>
      </div>`,
  );
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

/** The one time the administrator's code is on a page. */
export function resetCodePage(page: PageContext, user: User, code: string): Html {
  return cardPage(
    { ...page, isDialog: true },
    'Single-use recovery code',
    html`<p>Give this code to <strong>${user.name}</strong> through an app you both trust. It is not shown again.</p>
      <p class="codes"><code id="reset-code" data-secret="${code}">${code}</code></p>
      <div class="actions">
        <button type="button" data-copy="#reset-code" hidden>Copy</button>
        <a class="button primary" href="${page.policy.paths.group}">Done</a>
      </div>
      ${notice('information', `${user.name} was told by mail that you reset their two-factor authentication.`)}`,
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
