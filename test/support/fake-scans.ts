import { ScanService, type ScanParts } from '../../src/background/scan-service.ts';
import type { ScanItem } from '../../src/messaging/scan-requests.ts';

export interface FakeScans {
  readonly scans: ScanService;
  stored: ScanItem | undefined;
  now: number;
  readonly opened: string[];
}

/** The scan service on a browser that does as it is told. */
export function fakeScans(parts: Partial<ScanParts> = {}): FakeScans {
  const fake = {
    stored: undefined as ScanItem | undefined,
    now: 1_000_000,
    opened: [] as string[],
  };
  const scans = new ScanService({
    store: {
      read: async () => fake.stored,
      write: async (item) => void (fake.stored = structuredClone(item)),
      delete: async () => void (fake.stored = undefined),
    },
    clock: { now: () => fake.now },
    originOf: async () => 'https://example.com',
    capture: async () => 'data:image/png;base64,AA==',
    locate: async () => undefined,
    openPopup: async () => {
      fake.opened.push('popup');
      return true;
    },
    openManage: async () => void fake.opened.push('manage'),
    ...parts,
  });
  return Object.assign(fake, { scans });
}
