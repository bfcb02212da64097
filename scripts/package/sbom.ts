// What is in the extension besides its own code, as a software bill of materials (CycloneDX 1.6, JSON).
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Licence } from '../../src/platform/licences.ts';

interface Locked {
  readonly version: string;
  readonly integrity?: string;
}

interface Lock {
  readonly packages: Readonly<Record<string, Locked | undefined>>;
}

/**
 * Names no time and no serial number: the same packages give the same bytes. Throws where a bundled package is not the one
 * that the lock file names.
 */
export function billOfMaterials(root: string, licences: readonly Licence[]): string {
  const own = readJson(path.join(root, 'package.json')) as Record<'name' | 'version' | 'license', string>;
  const { packages } = readJson(path.join(root, 'package-lock.json')) as Lock;
  const components = licences.map((licence) =>
    componentOf(licence, packages[`node_modules/${licence.name}`]),
  );
  const bill = {
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: {
      component: {
        type: 'application',
        'bom-ref': own.name,
        name: own.name,
        version: own.version,
        licenses: [{ license: { id: own.license } }],
      },
    },
    components,
    dependencies: [{ ref: own.name, dependsOn: components.map((component) => component['bom-ref']) }],
  };
  return `${JSON.stringify(bill, null, 2)}\n`;
}

function componentOf({ name, version, licence, carrier }: Licence, locked: Locked | undefined) {
  const described = {
    type: 'library',
    name: name.replace(/^@[^/]+\//, ''),
    ...(name.startsWith('@') ? { group: name.split('/')[0] } : {}),
    version,
    licenses: [{ license: { id: licence } }],
  };
  // Inside of a package whose checksum covers it.
  if (carrier !== undefined) return { ...described, 'bom-ref': `${name} in ${carrier}` };
  if (locked?.version !== version) throw new Error(`${name} ${version} is not what the lock file names`);
  const purl = `pkg:npm/${name.replace('@', '%40')}@${version}`;
  const digest = /^sha512-(.+)$/.exec(locked.integrity ?? '')?.[1];
  if (digest === undefined) throw new Error(`${name}: no checksum in the lock file`);
  const content = Buffer.from(digest, 'base64').toString('hex');
  return { ...described, 'bom-ref': purl, purl, hashes: [{ alg: 'SHA-512', content }] };
}

function readJson(file: string) {
  return JSON.parse(readFileSync(file, 'utf8'));
}
