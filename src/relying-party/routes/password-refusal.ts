import { passwordWaitMs } from '../flows/sign-in.ts';
import type { RequestContext } from './environment.ts';
import { tooMany } from './input.ts';

/** What a page that asks for the account's own password says where it was not taken. */
export interface PasswordRefusal {
  readonly status: 401 | 429;
  readonly text: string;
}

export function passwordRefusal(context: RequestContext, error: 'wrong' | 'wait'): PasswordRefusal {
  if (error === 'wrong') return { status: 401, text: 'This password is wrong.' };
  const { email } = context.get('account').user;
  return { status: 429, text: tooMany(passwordWaitMs(context.get('site'), email)) };
}
