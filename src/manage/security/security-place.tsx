import type { VNode } from 'preact';
import { text } from '../../ui/text.ts';
import { BackupAge } from '../backup/backup-place.tsx';
import { ClipboardSection } from './clipboard-section.tsx';
import { ClockSection } from './clock-section.tsx';
import { EraseSection } from './erase-section.tsx';
import { LockSection } from './lock-section.tsx';
import { PolicySection } from './policy-section.tsx';
import { StorageSection } from './storage-section.tsx';
import { WaysInSection } from './ways-in-section.tsx';

export function SecurityPlace(): VNode {
  return (
    <>
      <h1>{text('navSecurity')}</h1>
      <BackupAge />
      <PolicySection />
      <WaysInSection />
      <LockSection />
      <ClipboardSection />
      <ClockSection />
      <StorageSection />
      <EraseSection />
    </>
  );
}
