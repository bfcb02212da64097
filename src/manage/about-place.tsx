import type { VNode } from 'preact';
import { extensionVersion } from '../platform/i18n.ts';
import { text } from '../ui/text.ts';

export function AboutPlace(): VNode {
  return (
    <>
      <h1>{text('navAbout')}</h1>
      <p>{text('aboutText')}</p>
      <p class="hint">{text('version', extensionVersion())}</p>
    </>
  );
}
