import type { VNode } from 'preact';
import { text } from '../../ui/text.ts';

export function ExportPlace(): VNode {
  return <h1>{text('navExport')}</h1>;
}
