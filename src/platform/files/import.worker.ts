import type { ExportFormat } from '../../core/transfer/export-format.ts';
import { isAffordable } from '../../core/transfer/kdf-ceilings.ts';
import type { Kdf, KdfJob } from '../../core/transfer/outside.ts';
import { readExport } from '../../core/transfer/read-export.ts';
import type { ImportReply, ImportRequest } from './import-file.ts';
import { transferKdf } from '../crypto/transfer-kdf.ts';
import { zipArchive } from './zip-archive.ts';

self.addEventListener('message', (event: MessageEvent<ImportRequest>) => {
  const { bytes, passphrase } = event.data;
  const onRecognised = (format: ExportFormat) => reply({ kind: 'recognised', format });
  readExport(bytes, { passphrase, onRecognised }, { kdf: announcingKdf, unzip: zipArchive }).then(
    (result) => reply({ kind: 'result', result }),
    () => reply({ kind: 'failed' }),
  );
});

/** 8 MiB and one pass: a few hundredths of a second, from which the rest is foreseen. */
const SAMPLE_KIB = 8 * 1024;

/** Says, before each derivation, how long it will take: none of the engines tells how far it is. */
const announcingKdf: Kdf = {
  async derive(passphrase, salt, job) {
    reply({ kind: 'deriving', expectedMs: await expectedMs(job) });
    const key = await transferKdf.derive(passphrase, salt, job);
    reply({ kind: 'derived' });
    return key;
  },
};

async function expectedMs(job: KdfJob): Promise<number> {
  const [sample, times] = sampleOf(job);
  if (times < 4 || !isAffordable(sample)) return 0;
  const started = performance.now();
  await transferKdf.derive(new Uint8Array(8), new Uint8Array(16), sample);
  return (performance.now() - started) * times;
}

/** A small job of the same kind, and how many times its work the real one is. */
function sampleOf(job: KdfJob): readonly [KdfJob, number] {
  switch (job.kind) {
    case 'pbkdf2':
      return [{ ...job, iterations: 10_000 }, job.iterations / 10_000];
    case 'scrypt':
      return [{ ...job, n: 2 ** 12, r: 8, p: 1 }, (job.n * job.r * job.p) / (2 ** 12 * 8)];
    case 'argon2id': {
      const sample = { ...job, memoryKib: SAMPLE_KIB, iterations: 1 };
      return [sample, (job.memoryKib * job.iterations) / SAMPLE_KIB];
    }
    default:
      return job satisfies never;
  }
}

function reply(message: ImportReply): void {
  self.postMessage(message);
}
