import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import { spokenNameOf, visibleName } from '../../core/vault/records/account-name.ts';
import { text } from '../../ui/text.ts';
import { offer, type PageOffer } from './page-offer-state.ts';
import { startScan } from '../add/scan-start.ts';
import { wants } from '../state.ts';

/** Below the rows, as everything that is known only after the first paint. */
export function PageOfferBar(): VNode | null {
  const offered = offer.value;
  if (offered === undefined) return null;
  const [only, ...others] = offered.additions;
  if (only === undefined) return null;
  const isOne = others.length === 0;
  return (
    <section class="status notice page-offer" role="status">
      <bdi>
        {isOne
          ? text('pageOffers', visibleName(spokenNameOf(only.account)))
          : text('pageOffersMany', offered.additions.length)}
      </bdi>
      <div class="actions">
        {/* Which of two to keep is a question, and a question has a form. */}
        {isOne && only.preview.kind === 'new' ? <Accept offered={offered} /> : null}
        <button
          type="button"
          class="button small"
          onClick={() => startScan({ kind: 'texts', texts: offered.texts })}
        >
          {text('offerShow')}
        </button>
      </div>
    </section>
  );
}

function Accept({ offered }: { readonly offered: PageOffer }): VNode {
  const [isBusy, setBusy] = useState(false);
  const isFilled = wants.value === 'enrolment' || wants.value === 'app-code';
  async function accept(): Promise<void> {
    setBusy(true);
    const { acceptOffer } = await import('./page-offer.ts');
    await acceptOffer(offered, isFilled);
    setBusy(false);
  }
  return (
    <button type="button" class="button small primary" disabled={isBusy} onClick={() => void accept()}>
      {text(isFilled ? 'offerSaveAndFill' : 'previewSave')}
    </button>
  );
}
