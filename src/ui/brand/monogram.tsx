import type { VNode } from 'preact';
import type { Account } from '../../core/vault/records/account.ts';
import { monogramOf, tileColourOf } from '../../core/vault/records/account-name.ts';
import { brandOf, glyphColourOn } from './brand.ts';
import { brands, iconOf } from './brands.ts';

type Shown = Pick<Account, 'issuer' | 'accountName'> & Partial<Pick<Account, 'sites' | 'icon'>>;

/** The icon of a known service, or two letters on a colour that stays the same. */
export function Monogram({ account }: { readonly account: Shown }): VNode {
  const { issuer, sites = [], icon: chosen } = account;
  const brand = brands.value && brandOf({ issuer, sites, icon: chosen }, brands.value);
  const icon = brand === undefined ? undefined : iconOf(brand.slug).value;
  if (brand === undefined || icon === undefined) {
    return (
      <span class="monogram" style={{ '--tile': tileColourOf(account) }} aria-hidden="true">
        {monogramOf(account)}
      </span>
    );
  }
  const style = {
    '--tile': `#${brand.hex}`,
    '--glyph': glyphColourOn(brand.hex),
    '--icon': `url("${icon}")`,
  };
  return <span class="monogram is-brand" style={style} aria-hidden="true" />;
}
