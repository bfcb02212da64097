import { type ReadonlySignal, type Signal, signal } from '@preact/signals';
import { readPackagedBrands } from '../platform/brands.ts';
import { type BrandIndex, indexBrands } from './brand.ts';

/** Undefined until it is loaded: the first screen does not wait for icons. */
export const brands: Signal<BrandIndex | undefined> = signal(undefined);

const drawn = new Map<string, Signal<boolean>>();

export async function loadBrands(): Promise<void> {
  brands.value ??= indexBrands(await readPackagedBrands());
}

export function iconUrl(slug: string): string {
  return `/brands/${slug}.svg`;
}

/** Whether an icon can be drawn at once: until its file was read the letters stay, so that no tile is ever empty. */
export function isIconThere(slug: string): ReadonlySignal<boolean> {
  const known = drawn.get(slug);
  if (known !== undefined) return known;
  const isThere = signal(false);
  drawn.set(slug, isThere);
  const image = new Image();
  // As the style sheet asks for it: what was read once is then not read again.
  image.crossOrigin = 'anonymous';
  image.addEventListener('load', () => {
    isThere.value = true;
  });
  image.src = iconUrl(slug);
  return isThere;
}
