import { type ReadonlySignal, type Signal, signal } from '@preact/signals';
import { readPackagedBrands, readPackagedIcons } from '../../platform/brands.ts';
import { type BrandIndex, indexBrands } from './brand.ts';

/** Undefined until it is loaded: the first screen does not wait for icons. */
export const brands: Signal<BrandIndex | undefined> = signal(undefined);

const drawn = new Map<string, Signal<string | undefined>>();
const read = new Map<string, ReturnType<typeof readPackagedIcons>>();

export async function loadBrands(): Promise<void> {
  brands.value ??= indexBrands(await readPackagedBrands());
}

/** As an address for a style sheet. Undefined until it can be drawn at once: the letters stay, so that no tile is ever empty. */
export function iconOf(slug: string): ReadonlySignal<string | undefined> {
  const known = drawn.get(slug);
  if (known !== undefined) return known;
  const icon: Signal<string | undefined> = signal(undefined);
  drawn.set(slug, icon);
  void iconsLike(slug).then((icons) => {
    const svg = icons[slug];
    if (svg === undefined) return;
    const address = `data:image/svg+xml,${encodeURIComponent(svg)}`;
    const image = new Image();
    image.addEventListener('load', () => {
      icon.value = address;
    });
    image.src = address;
  });
  return icon;
}

/** Each file is read once. */
function iconsLike(slug: string): ReturnType<typeof readPackagedIcons> {
  const initial = slug.slice(0, 1);
  const icons = read.get(initial) ?? readPackagedIcons(initial);
  read.set(initial, icons);
  return icons;
}
