import { err, ok, type Result } from '../../core/result.ts';
import type { Site } from '../site.ts';
import {
  deleteSessionsWithoutTwoFactor,
  listMembers,
  listMemberships,
  type Member,
  type Membership,
  setRequiresTwoFactor,
} from '../store/organisations.ts';
import { record } from './record.ts';
import type { Account } from './session.ts';

/** The groups of a user with their members. */
export interface GroupView extends Membership {
  readonly members: readonly Member[];
}

export function groupsOf(site: Site, userId: number): readonly GroupView[] {
  return listMemberships(site.database, userId).map((membership) => ({
    ...membership,
    members: listMembers(site.database, membership.organisationId),
  }));
}

/** Whether the user administers this group. */
export function administers(site: Site, userId: number, organisationId: number): boolean {
  return listMemberships(site.database, userId).some(
    (membership) => membership.organisationId === organisationId && membership.role === 'admin',
  );
}

/**
 * Makes two-factor authentication compulsory in a group, or optional again. Sessions of members without it end; the one
 * that acts stays and meets the same screen as theirs at its next page.
 */
export function setEnforcement(
  site: Site,
  { user, session }: Account,
  change: { readonly organisationId: number; readonly isRequired: boolean },
): Result<undefined, 'forbidden'> {
  const { organisationId, isRequired } = change;
  return site.database.transaction(() => {
    const group = listMemberships(site.database, user.id).find(
      (membership) => membership.organisationId === organisationId && membership.role === 'admin',
    );
    if (!site.policy.groups.enforcement || !group) return err('forbidden');
    setRequiresTwoFactor(site.database, organisationId, isRequired);
    if (isRequired) {
      deleteSessionsWithoutTwoFactor(site.database, { organisationId, exceptIdHash: session.idHash });
    }
    record(site, isRequired ? 'enforcement-on' : 'enforcement-off', {
      userId: user.id,
      idHash: session.idHash,
      detail: group.organisationName,
    });
    return ok(undefined);
  });
}
