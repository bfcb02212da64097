import type { VNode } from 'preact';
import { text } from '../ui/text.ts';

/** In an empty vault: how something comes into it, wherever its absence is seen. */
export function NoAccounts(): VNode {
  return (
    <section class="notice stack">
      <p>{text('accountsEmpty')}</p>
      <WaysToFirst />
    </section>
  );
}

/** The ways that lead through this page; the others are in the popup. */
export function WaysToFirst(): VNode {
  return (
    <div class="actions">
      <a class="button" href="#/scan">
        {text('firstAccountScan')}
      </a>
      <a class="button" href="#/import">
        {text('firstAccountImport')}
      </a>
      <a class="button" href="#/backup">
        {text('firstAccountRestore')}
      </a>
    </div>
  );
}
