// Which icon an account gets: the one that was chosen, else by its site, else by its exact service name. Never by the network.
import type { Account } from '../../core/vault/records/account.ts';
import { displayHost } from '../../core/sites/origin.ts';
import type { PackagedBrand } from '../../platform/brands.ts';

export interface BrandIndex {
  readonly byDomain: ReadonlyMap<string, PackagedBrand>;
  readonly bySlug: ReadonlyMap<string, PackagedBrand>;
  /** In lower case. */
  readonly byTitle: ReadonlyMap<string, PackagedBrand>;
}

export function indexBrands(brands: readonly PackagedBrand[]): BrandIndex {
  return {
    bySlug: new Map(brands.map((brand) => [brand.slug, brand])),
    byDomain: new Map(brands.flatMap((brand) => brand.domains.map((domain) => [domain, brand] as const))),
    byTitle: new Map(brands.map((brand) => [brand.title.toLowerCase(), brand])),
  };
}

export function brandOf(
  { issuer, sites, icon }: Pick<Account, 'issuer' | 'sites' | 'icon'>,
  { bySlug, byDomain, byTitle }: BrandIndex,
): PackagedBrand | undefined {
  if (icon !== undefined) return bySlug.get(icon);
  const bySite = sites.map(({ origin }) => brandOfHost(displayHost(origin).replace(/:\d+$/, ''), byDomain));
  const name = issuer.trim().toLowerCase();
  return bySite.find((brand) => brand !== undefined) ?? byTitle.get(name) ?? byDomain.get(name);
}

/** All domains of the list are registrable ones, so whatever ends with one of them belongs to it. */
function brandOfHost(host: string, byDomain: BrandIndex['byDomain']): PackagedBrand | undefined {
  const labels = host.split('.');
  for (let from = 0; from < labels.length - 1; from += 1) {
    const brand = byDomain.get(labels.slice(from).join('.'));
    if (brand !== undefined) return brand;
  }
  return undefined;
}

/** Black or white, whichever is told apart better from this colour; at least 4.5:1 either way (WCAG 2.2, 1.4.3). */
export function glyphColourOn(hex: string): '#000000' | '#ffffff' {
  const luminance = luminanceOf(hex);
  return 1.05 / (luminance + 0.05) >= (luminance + 0.05) / 0.05 ? '#ffffff' : '#000000';
}

/** Relative luminance (WCAG 2.2), 0 for black and 1 for white. */
export function luminanceOf(hex: string): number {
  const channel = (at: number) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * channel(0) + 0.7152 * channel(2) + 0.0722 * channel(4);
}
