import type { VNode } from 'preact';
import { ParameterFields } from '../../ui/parameter-fields.tsx';
import { text } from '../../ui/text.ts';
import type { ManualEntry } from './manual-entry.ts';

export interface PartProps {
  readonly entry: ManualEntry;
  readonly onChange: (part: Partial<ManualEntry>) => void;
}

export function ManualParameters({ entry, onChange }: PartProps): VNode {
  return (
    <details>
      <summary>{text('advanced')}</summary>
      <div class="stack">
        <ParameterFields draft={entry} onChange={onChange} />
      </div>
    </details>
  );
}
