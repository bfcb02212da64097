import { type Signal, signal } from '@preact/signals';
import { readPackagedBrands } from '../platform/brands.ts';
import { type BrandIndex, indexBrands } from './brand.ts';

/** Undefined until it is loaded: the first screen does not wait for icons. */
export const brands: Signal<BrandIndex | undefined> = signal(undefined);

export async function loadBrands(): Promise<void> {
  brands.value ??= indexBrands(await readPackagedBrands());
}
