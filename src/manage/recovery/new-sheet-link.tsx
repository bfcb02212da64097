import type { VNode } from 'preact';
import { text } from '../../ui/text.ts';

/** Only the site makes new codes; where it does is its own affair. */
export function NewSheetLink({ site }: { readonly site: string | null | undefined }): VNode | null {
  if (site === null || site === undefined) return null;
  return (
    <a class="button small" href={site} target="_blank" rel="noopener noreferrer">
      {text('newSheet')}
    </a>
  );
}
