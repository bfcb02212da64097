import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { PackagedBrand } from '../../../src/platform/brands.ts';
import { BRANDS } from './brands.ts';

export interface BrandFile extends PackagedBrand {
  /** The icon alone: one path of one colour, 24 by 24. */
  readonly svg: string;
}

interface DescribedIcon {
  readonly title: string;
  readonly slug?: string;
  readonly hex: string;
}

/** The chosen icons out of `folder`, a simple-icons package. Throws where one of them is not there any more. */
export function readBrands(folder: string): readonly BrandFile[] {
  const described = JSON.parse(
    readFileSync(path.join(folder, 'data/simple-icons.json'), 'utf8'),
  ) as readonly DescribedIcon[];
  const byTitle = new Map(described.map((icon) => [icon.title, icon]));
  return BRANDS.trim()
    .split('\n')
    .map((line) => {
      const [slug = '', ...domains] = line.split(' ');
      const drawn = readFileSync(path.join(folder, 'icons', `${slug}.svg`), 'utf8');
      const title = /<title>([^<]*)<\/title>/.exec(drawn)?.[1]?.replaceAll('&amp;', '&') ?? '';
      const outline = /<path d="([^"]+)"\/>/.exec(drawn)?.[1];
      const icon = byTitle.get(title);
      if (outline === undefined || icon === undefined)
        throw new Error(`simple-icons draws ${slug} in another way`);
      const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><path d="${outline}"/></svg>`;
      return { slug, title, hex: icon.hex, domains, svg };
    });
}
